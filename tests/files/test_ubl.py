"""UBL 2: Order and OrderChange as orders, DespatchAdvice and Invoice as documents."""

from decimal import Decimal

import pytest

from gendan.core.documents import Document, DocumentKind, Spot
from gendan.core.order_fields import GivenLine
from gendan.errors import Refused
from gendan.files import ubl, ubl_orders
from gendan.files.orders import OrderRow

SPACE = "urn:oasis:names:specification:ubl:schema:xsd:"


def xml(root: str, body: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SPACE}{root}-2" '
        f'xmlns:cac="{SPACE}CommonAggregateComponents-2" '
        f'xmlns:cbc="{SPACE}CommonBasicComponents-2">{body}</{root}>'
    ).encode()


HEAD = """
<cbc:UBLVersionID>2.1</cbc:UBLVersionID><cbc:ID>PO-77</cbc:ID>
<cbc:IssueDate>2026-02-20</cbc:IssueDate><cbc:Note>no wood please</cbc:Note>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:BuyerCustomerParty><cbc:SupplierAssignedAccountID>ACME</cbc:SupplierAssignedAccountID>
<cac:Party><cac:PartyName><cbc:Name>Acme Trading GmbH</cbc:Name></cac:PartyName></cac:Party>
</cac:BuyerCustomerParty>
<cac:Delivery><cac:RequestedDeliveryPeriod><cbc:EndDate>2026-04-30</cbc:EndDate>
</cac:RequestedDeliveryPeriod></cac:Delivery>
<cac:DeliveryTerms><cbc:ID>FOB</cbc:ID><cac:DeliveryLocation><cac:Address>
<cbc:CityName>Ningbo</cbc:CityName></cac:Address></cac:DeliveryLocation></cac:DeliveryTerms>
<cac:PaymentTerms><cbc:Note>30% T/T</cbc:Note></cac:PaymentTerms>
"""
ITEM = """<cac:Item><cbc:Description>with a handle</cbc:Description><cbc:Name>Mug</cbc:Name>
<cac:BuyersItemIdentification><cbc:ID>B-1</cbc:ID></cac:BuyersItemIdentification>
<cac:SellersItemIdentification><cbc:ID>M-1</cbc:ID></cac:SellersItemIdentification>
<cac:StandardItemIdentification><cbc:ID schemeID="0160">4006381333931</cbc:ID></cac:StandardItemIdentification>
<cac:OriginCountry><cbc:IdentificationCode>CN</cbc:IdentificationCode></cac:OriginCountry>
<cac:CommodityClassification><cbc:ItemClassificationCode listID="HS">691200</cbc:ItemClassificationCode></cac:CommodityClassification>
<cac:CommodityClassification><cbc:ItemClassificationCode listID="UNSPSC">52151504</cbc:ItemClassificationCode></cac:CommodityClassification>
<cac:AdditionalItemProperty><cbc:Name>Colour</cbc:Name><cbc:Value>red</cbc:Value></cac:AdditionalItemProperty>
<cac:AdditionalItemProperty><cbc:Name>Size</cbc:Name><cbc:Value>330 ml</cbc:Value></cac:AdditionalItemProperty>
<cac:AdditionalItemProperty><cbc:Name>Glaze</cbc:Name><cbc:Value>matt</cbc:Value></cac:AdditionalItemProperty>
</cac:Item>"""


def line(
    n: object = 1,
    quantity: object = 144,
    unit: str = "C62",
    price: str = '<cbc:PriceAmount currencyID="EUR">15.00</cbc:PriceAmount><cbc:BaseQuantity unitCode="C62">12</cbc:BaseQuantity>',
    item: str = ITEM,
    more: str = '<cbc:LineExtensionAmount currencyID="EUR">180.00</cbc:LineExtensionAmount>',
) -> str:
    return (
        f'<cac:OrderLine><cac:LineItem><cbc:ID>{n}</cbc:ID><cbc:Quantity unitCode="{unit}">'
        f"{quantity}</cbc:Quantity>{more}<cac:Price>{price}</cac:Price>{item}"
        "</cac:LineItem></cac:OrderLine>"
    )


def order(body: str, root: str = "Order") -> OrderRow:
    found = ubl_orders.orders(xml(root, body), "order.xml")
    assert [fault.told().en for fault in found.faults] == []
    (row,) = found.rows
    return row


def faults(body: str, root: str = "Order") -> list[str]:
    found = ubl_orders.orders(xml(root, body), "order.xml")
    assert all(not row.good for row in found.rows)
    return [fault.told().en for fault in found.faults]


def test_every_field_that_maps() -> None:
    found = order(HEAD + line())
    assert (found.number, found.names) == ("PO-77", ["ACME", "Acme Trading GmbH"])
    assert found.header == {
        "order_date": "2026-02-20", "currency": "EUR", "ship_by": "2026-04-30",
        "incoterm": "FOB", "place": "Ningbo", "payment": "30% T/T",
    }  # fmt: skip
    (first,) = found.lines
    assert first.fields == {
        "line": "1", "sku": "M-1", "customer_item": "B-1", "description": "Mug", "color": "red",
        "size": "330 ml", "quantity": "144", "unit": "C62", "unit_price": "1.25",
        "amount": "180", "barcode": "4006381333931", "hs_code": "691200", "origin": "CN",
    }  # fmt: skip


def test_what_has_no_field_is_kept_by_its_path() -> None:
    found = ubl_orders.orders(xml("Order", HEAD + line()), "order.xml")
    (row,) = found.rows
    extra = row.lines[0].extra
    assert extra["Note"] == "no wood please"
    assert extra["Item/Description"] == "with a handle"
    assert extra["Glaze"] == "matt"
    assert "52151504" in extra.values()
    assert "Note" in found.unknown
    assert not any("UBLVersionID" in key for key in extra)


@pytest.mark.parametrize(
    ("price", "unit", "expected"),
    [
        pytest.param("<cbc:PriceAmount>1.25</cbc:PriceAmount>", "C62", "1.25", id="for one"),
        pytest.param('<cbc:PriceAmount>15</cbc:PriceAmount><cbc:BaseQuantity unitCode="DZN">1</cbc:BaseQuantity>', "C62", "1.25", id="per dozen"),
        pytest.param('<cbc:PriceAmount>15</cbc:PriceAmount><cbc:BaseQuantity>12</cbc:BaseQuantity>', "EA", "1.25", id="per 12 of the same"),
        pytest.param('<cbc:PriceAmount>100</cbc:PriceAmount><cbc:BaseQuantity unitCode="H87">1000</cbc:BaseQuantity>', "EA", "0.1", id="per thousand, another name of pieces"),
    ],
)  # fmt: skip
def test_price_of_one_unit(price: str, unit: str, expected: str) -> None:
    assert order(HEAD + line(price=price, unit=unit)).lines[0].fields["unit_price"] == expected


def test_a_reduction_of_the_line_is_its_discount() -> None:
    off = "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount>18.00</cbc:Amount></cac:AllowanceCharge>"
    assert order(HEAD + line(more=off)).lines[0].fields["discount"] == "0.1"


def test_an_item_that_only_the_buyer_numbers() -> None:
    item = "<cac:Item><cbc:Name>Mug</cbc:Name><cac:BuyersItemIdentification><cbc:ID>B-1</cbc:ID></cac:BuyersItemIdentification></cac:Item>"
    fields = order(HEAD + line(item=item)).lines[0].fields
    assert (fields["sku"], fields["customer_item"]) == ("B-1", "B-1")


def test_a_change_names_the_order_and_may_name_only_some_lines() -> None:
    gone = "<cbc:LineStatusCode>2</cbc:LineStatusCode>"
    body = (
        "<cbc:ID>CHG-1</cbc:ID><cbc:IssueDate>2026-03-01</cbc:IssueDate>"
        "<cac:OrderReference><cbc:ID>PO-77</cbc:ID></cac:OrderReference>"
        + HEAD[HEAD.index("<cac:Buyer") :]
        + line(1, 200, more="")
        + line(2, 5, more=gone)
    )
    found = order(body, "OrderChange")
    assert (found.number, found.whole) == ("PO-77", False)
    assert "order_date" not in found.header
    assert [given.gone for given in found.lines] == [False, True]
    assert isinstance(found.lines[0], GivenLine)


def test_every_fault_with_its_element() -> None:
    body = (
        HEAD.replace("<cbc:ID>PO-77</cbc:ID>", "").replace("2026-02-20", "20/02/2026")
        + line(1, "many")
        + line(2, 5, item="<cac:Item><cbc:Name>Mug</cbc:Name></cac:Item>")
        + line(3, -1)
        + line(4, 5, price='<cbc:PriceAmount>1</cbc:PriceAmount><cbc:BaseQuantity unitCode="KGM">1</cbc:BaseQuantity>')
        + line(5, 5, price="<cbc:PriceAmount>1</cbc:PriceAmount><cbc:BaseQuantity>0</cbc:BaseQuantity>")
    )  # fmt: skip
    told = "\n".join(faults(body))
    for words in (
        "order.xml, ID: the order number is missing",
        "order.xml, IssueDate: cannot read the date '20/02/2026'",
        "order.xml, OrderLine[1]/LineItem/Quantity: 'many' is not a number",
        "order.xml, OrderLine[2]/LineItem/Item/SellersItemIdentification/ID: Item is missing",
        "order.xml, OrderLine[3]/LineItem/Quantity: a quantity of '-1'",
        "order.xml, OrderLine[4]/LineItem/Price/BaseQuantity: the price is per KGM",
        "order.xml, OrderLine[5]/LineItem: the price is for a quantity of 0",
    ):
        assert words in told
    assert "row 0" not in told


def test_an_order_without_lines() -> None:
    assert any("OrderLine" in told for told in faults(HEAD))


BOMB = b"""<?xml version="1.0"?><!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2">&b;</Order>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE o SYSTEM "file:///etc/passwd"><Order/>"""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(BOMB, id="entities that grow"),
        pytest.param(OUTSIDE, id="a DTD elsewhere"),
        pytest.param(b"<?xml version='1.0'?><Order>", id="cut off"),
        pytest.param(b"<?xml version='1.0'?>", id="nothing"),
        pytest.param(b"<?xml version='1.0'?><Order/>", id="no UBL"),
        pytest.param(xml("Invoice", "<cbc:ID>1</cbc:ID>"), id="an invoice"),
        pytest.param(b"<?xml version='1.0' encoding='klingon'?><a/>", id="an unknown encoding"),
        pytest.param(b"<?xml version='1.0' encoding='gb18030'?><a/>", id="an encoding that expat lacks"),
        pytest.param(b"<?xml version='1.0'?>" + b"<a>" * 5000 + b"</a>" * 5000, id="far too deep"),
        pytest.param(b"<?xml version='1.0'?><a>\xff</a>", id="broken bytes"),
        pytest.param(b"<?xml version='1.0'?><a>&nbsp;</a>", id="an entity that nobody declared"),
        pytest.param(b"<?xml version='1.0'?><html><body/></html>", id="a web page"),
    ],
)  # fmt: skip
def test_what_is_no_order(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        ubl_orders.orders(data, "order.xml")
    assert "order.xml" in refused.value.text.en


ADVICE = f"""<cbc:ID>D-1</cbc:ID><cbc:IssueDate>2026-04-01</cbc:IssueDate>
<cac:OrderReference><cbc:ID>PO-77</cbc:ID></cac:OrderReference>
<cac:DeliveryCustomerParty><cac:Party><cac:PartyName><cbc:Name>Acme Lager</cbc:Name></cac:PartyName></cac:Party></cac:DeliveryCustomerParty>
<cac:Shipment><cbc:ID>1</cbc:ID><cbc:GrossWeightMeasure unitCode="TNE">0.5</cbc:GrossWeightMeasure>
<cac:ShipmentStage><cbc:TransportModeCode>1</cbc:TransportModeCode></cac:ShipmentStage>
<cac:TransportHandlingUnit><cbc:ShippingMarks>ACME / HAMBURG</cbc:ShippingMarks></cac:TransportHandlingUnit></cac:Shipment>
<cac:DespatchLine><cbc:ID>1</cbc:ID><cbc:DeliveredQuantity unitCode="C62">144</cbc:DeliveredQuantity>
<cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>{ITEM}
<cac:Shipment><cbc:ID>1</cbc:ID><cbc:GrossWeightMeasure unitCode="GRM">50000</cbc:GrossWeightMeasure></cac:Shipment>
</cac:DespatchLine>
<cac:DespatchLine><cbc:ID>2</cbc:ID><cbc:DeliveredQuantity unitCode="DZN">0</cbc:DeliveredQuantity>
<cac:OrderLineReference><cbc:LineID>2</cbc:LineID><cac:OrderReference><cbc:ID>PO-78</cbc:ID></cac:OrderReference></cac:OrderLineReference>{ITEM}</cac:DespatchLine>
"""


def packing(body: str = ADVICE) -> Document:
    return ubl.document(xml("DespatchAdvice", body), "advice.xml", DocumentKind.PACKING)


def test_a_despatch_advice_is_a_packing_list() -> None:
    found = packing()
    first, second = found.rows
    assert (first.sku, first.color, first.size, first.quantity, first.unit) == (
        "M-1", "red", "330 ml", Decimal(144), "C62",
    )  # fmt: skip
    assert (first.order, first.line, first.gross, first.barcode) == (
        "PO-77", "1", Decimal(50), "4006381333931",
    )  # fmt: skip
    assert (second.order, second.quantity) == ("PO-78", 0)
    said = {term: [told.value for told in values] for term, values in found.terms.items()}
    assert said["order"] == ["PO-77"]
    assert said["consignee"] == ["Acme Lager"]
    assert said["marks"] == ["ACME / HAMBURG"]
    assert (said["gross"], said["mode"]) == (["500"], ["sea"])


def test_where_a_value_stands() -> None:
    found = packing()
    assert found.spot(found.rows[1], "quantity") == Spot(
        "advice.xml", None, "DespatchLine[2]/DeliveredQuantity"
    )
    assert found.spot(found.rows[1], "net").cell == "DespatchLine[2]"
    assert found.has("quantity")
    assert not found.has("net")


def test_what_a_document_says_beside_is_told_once() -> None:
    told = [unknown.value for unknown in packing().unknown]
    assert "DespatchLine/Item/Description" in told
    assert len(told) == len(set(told))
    assert "DespatchLine/ID" not in told


def test_faults_of_a_document_are_all_listed() -> None:
    body = (
        ADVICE.replace(">144<", ">x<")
        .replace('unitCode="GRM"', 'unitCode="MTR"')
        .replace("SellersItemIdentification", "Nothing")
        .replace("BuyersItemIdentification", "Nothing")
        .replace("StandardItemIdentification", "Nothing")
    )
    with pytest.raises(Refused) as refused:
        packing(body)
    told = "\n".join(fault.en for fault in refused.value.faults)
    for words in (
        "DespatchLine[1]/DeliveredQuantity: 'x' is not a number",
        "DespatchLine[1]/Shipment/GrossWeightMeasure: unit 'MTR'",
        "DespatchLine[1]/Item/SellersItemIdentification/ID: Item is missing",
        "DespatchLine[2]/Item/SellersItemIdentification/ID: Item is missing",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("root", "body", "kind"),
    [
        pytest.param("Invoice", "<cbc:ID>1</cbc:ID>", DocumentKind.PACKING, id="the other document"),
        pytest.param("DespatchAdvice", "<cbc:ID>1</cbc:ID>", DocumentKind.PACKING, id="no lines"),
        pytest.param("DespatchAdvice", ADVICE, DocumentKind.BOOKING, id="a booking"),
    ],
)  # fmt: skip
def test_what_is_no_such_document(root: str, body: str, kind: DocumentKind) -> None:
    with pytest.raises(Refused):
        ubl.document(xml(root, body), "advice.xml", kind)


BILL = f"""<cbc:ID>INV-9</cbc:ID><cbc:IssueDate>2026-04-01</cbc:IssueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:OrderReference><cbc:ID>PO-77</cbc:ID></cac:OrderReference>
<cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Acme</cbc:Name></cac:PartyName></cac:Party></cac:AccountingCustomerParty>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount>180</cbc:LineExtensionAmount><cbc:ChargeTotalAmount>30</cbc:ChargeTotalAmount>
<cbc:AllowanceTotalAmount>10</cbc:AllowanceTotalAmount><cbc:PrepaidAmount>50</cbc:PrepaidAmount><cbc:PayableAmount>150.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">144</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount>180.00</cbc:LineExtensionAmount><cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>
{ITEM}<cac:Price><cbc:PriceAmount>1.25</cbc:PriceAmount></cac:Price></cac:InvoiceLine>"""


def test_an_invoice() -> None:
    found = ubl.document(xml("Invoice", BILL), "bill.xml", DocumentKind.INVOICE)
    (row,) = found.rows
    assert (row.unit_price, row.amount, row.quantity, row.line) == (
        Decimal("1.25"), Decimal(180), 144, "1",
    )  # fmt: skip
    said = {term: [told.value for told in values] for term, values in found.terms.items()}
    assert (said["invoice_no"], said["currency"], said["buyer"]) == (["INV-9"], ["EUR"], ["Acme"])
    assert (said["amount"], said["charges"]) == (["200", "180"], ["20"])
    assert found.title == "Invoice"


def test_a_proforma_says_so() -> None:
    body = BILL.replace(">380<", ">325<")
    found = ubl.document(xml("Invoice", body), "bill.xml", DocumentKind.INVOICE)
    assert found.title == "Proforma Invoice"


def test_every_amount_names_its_currency() -> None:
    body = BILL.replace("<cbc:PriceAmount>", '<cbc:PriceAmount currencyID="usd">')
    found = ubl.document(xml("Invoice", body), "bill.xml", DocumentKind.INVOICE)
    assert [told.value for told in found.said("currency")] == ["EUR", "USD"]
    assert found.said("currency")[1].spot.cell == "InvoiceLine[1]/Price/PriceAmount"


def test_an_order_in_two_currencies_is_refused() -> None:
    body = HEAD + line().replace('PriceAmount currencyID="EUR"', 'PriceAmount currencyID="USD"')
    assert faults(body) == [
        "order.xml, OrderLine[1]/LineItem/Price/PriceAmount: in USD, the order is in EUR"
    ]
