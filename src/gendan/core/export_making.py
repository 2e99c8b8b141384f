"""The export order, second part: from the first piece to the second signature."""

from collections.abc import Sequence

from gendan.core.sop import CHECK_ORDER, Node
from gendan.text import Text

MAKING: Sequence[Node] = (
    Node(
        "production-start",
        Text("Production start, first piece", "开工与首件检验"),
        -33,
        days=1,
        after=("pp-meeting",),
        role="factory",
        standard=Text(
            "The line runs and the first pieces are measured and approved by QC against the "
            "sealed sample. Look at: dimensions, colour, workmanship, function, labels; number "
            "of lines and people as planned. A fault in the first piece stops the line, for "
            "later it is in all of them.",
            "已上线生产，首件经质检对照封样测量并确认。要看：尺寸、颜色、做工、功能、标签；产线与人数是否按计划。首件有问题即停线，否则就是整批问题。",
        ),
    ),
    Node(
        "in-line",
        Text("In-line inspection", "中期验货（DUPRO）"),
        -26,
        days=3,
        after=("production-start",),
        role="qc",
        standard=Text(
            "With 10 to 40 % made, QC has inspected finished pieces from the line and written a "
            "report with photographs. Look at: the same faults again, quantity made against the "
            "plan, first cartons packed. The factory has answered each fault with what it does "
            "and by when; send the report to customers who ask for it.",
            "完成 10–40% 时质检已在线抽验成品，并出具带照片的报告。要看：重复出现的缺陷；实际产量与计划；首批装箱。工厂须逐条回复整改措施和期限；"
            "客户要求时发送报告。",
        ),
    ),
    Node(
        "carton-data",
        Text("Carton data from the factory", "工厂提供箱单数据"),
        -16,
        days=3,
        after=("in-line",),
        role="factory",
        standard=Text(
            "The factory has given cartons, pieces per carton, gross and net weight and the "
            "measured size of a packed carton, for each item. Look at: measured, not taken from "
            "the last order; sum of pieces equals the order; cubic metres fit the container; no "
            "carton over the weight that people can handle.",
            "工厂已按货号提供箱数、每箱件数、毛重、净重及实测箱规。要看：须实测，不得沿用上一单；总件数与订单一致；总体积能否装下；单箱毛重不超限。",
        ),
    ),
    Node(
        "booking",
        Text("Space booked", "订舱"),
        -14,
        days=1,
        after=("carton-data",),
        role="shipping",
        standard=Text(
            "The forwarder has confirmed the booking in writing: vessel, voyage, ETD and ETA, "
            "and the cut-offs for SI, VGM, yard and customs are in the book (`gendan shipment "
            "add`). Look at: ports, container type, who pays the freight under the Incoterm; an "
            "FOB buyer names the forwarder, so ask early. ETD lies before the latest shipment "
            "day.",
            "货代已书面确认订舱（S/O）：船名航次、ETD、ETA；截单、截 VGM、截港、截关时间已登记（`gendan shipment add`）。"
            "要看：港口、柜型、按贸易术语由谁付运费；FOB 客户的指定货代要早问。ETD 须早于最迟装运期。",
        ),
    ),
    Node(
        "packed",
        Text("Production complete, 80 % packed", "生产完成（装箱达 80%）"),
        -12,
        days=7,
        after=("in-line",),
        role="factory",
        standard=Text(
            "All pieces are made and at least 80 % are packed in their export cartons, so that "
            "the final inspection may take place. Look at: counted, not reported; cartons "
            "numbered and marked as ordered; repaired pieces are through QC; what is short is "
            "known by item and size today.",
            "全部生产完成，至少 80% 已装入外箱，具备尾期验货条件。要看：须实点而非口头汇报；箱号、唛头与订单一致；返修品已复检；欠数须当日按货号、"
            "尺码查清。",
        ),
    ),
    Node(
        "final",
        Text("Final inspection passed", "尾期验货合格"),
        -11,
        days=1,
        after=("packed",),
        tell=True,
        role="qc",
        standard=Text(
            "A random sample by AQL from all packed goods is accepted, and the report with its "
            "photographs is with the customer. Look at: cartons drawn by the inspector, not by "
            "the factory; quantity, assortment, marks and barcodes; critical, major and minor "
            "faults counted apart. Rejected goods are sorted, repaired and inspected anew; "
            "nobody ships on a promise.",
            "按 AQL 从全部已装箱货物中随机抽样并判定合格，带照片的报告已交客户。要看：由验货员抽箱而非工厂挑箱；数量、配比、唛头、条码；"
            "致命、主要、次要缺陷分别计数。不合格须全检返工后重验，不得凭承诺出货。",
        ),
    ),
    Node(
        "shipment-sample",
        Text("Shipment sample and photographs", "船样与大货照片"),
        -10,
        after=("final",),
        tell=True,
        role="merchandiser",
        standard=Text(
            "A piece of the bulk goods is on its way to the customer, one is kept here with the "
            "order number, and photographs of goods, packing, carton and marks are sent. Look "
            "at: taken from packed cartons, not made for the purpose; courier number noted. Kept "
            "pieces decide a later complaint.",
            "大货样已寄客户，另留底一份并注明订单号；货物、包装、外箱、唛头照片已发送。要看：须从已装箱货中抽取而非另做；登记快递单号。留样是日后处理投诉的依据。",
        ),
    ),
    Node(
        "balance-reminder",
        Text("Balance announced or received", "尾款提醒与到账"),
        -8,
        days=1,
        after=("packed",),
        tell=True,
        role="finance",
        standard=Text(
            "The customer has the final amount with invoice and inspection report; where the "
            "balance is due before shipment, it is credited. Look at: the amount follows the "
            "packed quantity, the deposit is deducted, discounts and claims are agreed. With "
            "payment against the B/L copy the day of payment is confirmed.",
            "客户已收到最终金额、发票及验货报告；约定出货前付清的，款项已到账。要看：金额按实际装箱数计算；已扣定金；折扣与索赔已谈妥。见提单副本付款的，"
            "须确认付款日期。",
        ),
    ),
    Node(
        "sign-off",
        Text("Order checked and signed by two", "出货核对与双人签核"),
        -9,
        days=1,
        after=("final", "carton-data"),
        gates=(CHECK_ORDER,),
        role="checker",
        standard=Text(
            "`gendan check-order` says cleared: order, packing list, invoice and booking agree, "
            "the checklist is ticked with evidence, and a second person who made none of the "
            "papers has signed. Look at: every difference is mended or waived with a reason, not "
            "explained away; a change after the signature asks for a new one.",
            "`gendan check-order` 结论为放行：订单、箱单、发票、订舱一致，清单逐项凭证勾选，并由未参与制单的第二人签核。"
            "要看：每处差异都已更正或注明理由放行，不得口头解释了事；签核后有改动须重新签核。",
        ),
    ),
)
