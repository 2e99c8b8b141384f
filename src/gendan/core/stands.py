"""How an order stands on a day: when it leaves, what cannot be met, what lies in the past."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gendan.core.forecasts import Forecast, forecast_ship
from gendan.core.milestones import Plan, before_order
from gendan.core.orders import Order
from gendan.core.plans import Step


class Stand(NamedTuple):
    """How the plan of an order, or what stands for it, stands on a day."""

    order: Order
    plan: Plan
    found: Sequence[Forecast]
    today: date

    @property
    def leaves(self) -> date:
        """When the goods will leave as things stand."""
        return forecast_ship(self.found, self.plan.ships)

    @property
    def unmet(self) -> list[Step]:
        """The steps that can no longer be met on the day promised for them."""
        return [one.step for one in self.found if one.unmet]

    @property
    def past(self) -> list[Step]:
        """
        The open steps whose day has passed, or lay before the order came.

        Those that lie before the order by their nature (the quotation) are not among them.
        """
        begin = max(self.order.order_date, self.today)
        return [
            one.step
            for one in self.found
            if one.ended is None
            and one.idle is None
            and one.step.promised < begin
            and not before_order(one.step.node)
        ]
