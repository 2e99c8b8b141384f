"""gendan 跟单: who is due for follow-up today, and does the shipment match the order."""
