"""The export order, first part: from the inquiry to the pre-production meeting."""

from collections.abc import Sequence

from gendan.core.sop import Anchor, Node
from gendan.text import Text

BEFORE: Sequence[Node] = (
    Node(
        "quotation",
        Text("Inquiry and quotation", "询盘报价"),
        -13,
        Anchor.ORDER_DATE,
        role="sales",
        standard=Text(
            "The customer has a written quotation with item, specification, price, currency, "
            "Incoterm and place, minimum quantity, lead time and the day until which it holds. "
            "Look at: is every figure from a cost sheet of this month, and does the lead time "
            "count from the deposit, not from today?",
            "客户已收到书面报价：货号、规格、价格、币种、贸易术语及地点、起订量、交期、有效期齐全。要看：价格是否依据当月成本核算；交期是否自收到定金起算，"
            "而非自今日起算。",
        ),
    ),
    Node(
        "po-review",
        Text("Order received and reviewed", "接单与合同评审"),
        0,
        Anchor.ORDER_DATE,
        after=("quotation",),
        tell=True,
        role="merchandiser",
        standard=Text(
            "Two people have read the customer's order against the quotation; every special wish "
            "stands in the book in the customer's own words beside our reading of it (`gendan "
            "order require`), and every open question is asked in writing. Look at: item "
            "numbers, colours and sizes, price, packing, marks, documents, delivery day. What "
            "was said on the phone is written down and confirmed.",
            "两人对照报价逐行审阅客户订单；每项特殊要求以客户原话及我方理解登记入册（`gendan order require`），疑问已书面提出。"
            "要看：货号、颜色尺码、价格、包装、唛头、单证、交期。电话里说的必须形成文字并经客户确认。",
        ),
    ),
    Node(
        "pi",
        Text("Proforma invoice countersigned", "形式发票（PI）回签"),
        2,
        Anchor.ORDER_DATE,
        days=1,
        after=("po-review",),
        tell=True,
        role="sales",
        standard=Text(
            "The customer has sent the proforma invoice back signed. Look at: it repeats the "
            "order line by line, names currency, Incoterm with its place, deposit and balance, "
            "tolerance, latest shipment and our bank account as it stands in the master data; a "
            "changed account is confirmed by telephone.",
            "客户已签回形式发票。要看：与订单逐行一致，币种、贸易术语及地点、定金与尾款、溢短装、最迟装运期、我方银行账号（与主数据一致）齐全；"
            "账号如有变更须电话确认。",
        ),
    ),
    Node(
        "deposit",
        Text("Deposit received", "收到定金"),
        4,
        Anchor.ORDER_DATE,
        days=1,
        after=("pi",),
        role="finance",
        standard=Text(
            "The money is credited to our account: a bank slip is not money. Look at: amount "
            "after bank charges against the agreed percentage, the payer's name against the "
            "customer's, the order number in the reference. Until then nothing is bought or "
            "produced.",
            "款项已到账，水单不算到账。要看：扣除手续费后的金额是否达到约定比例；付款人是否为该客户；附言是否注明订单号。到账之前不采购、"
            "不投产。",
        ),
    ),
    Node(
        "production-order",
        Text("Production order to the factory", "下达生产通知单"),
        -56,
        days=1,
        after=("po-review", "deposit"),
        gates=("deposit",),
        role="merchandiser",
        standard=Text(
            "The factory has confirmed the production order in writing, with its delivery day. A "
            "second reader has compared it with the proforma invoice. Look at: each item, "
            "colour, size and quantity, material, packing, marks and labels, inspection level, "
            "the customer's wishes word for word, penalties for delay.",
            "工厂已书面确认生产通知单及交期，第二人已与 PI 逐项核对。要看：货号、颜色、尺码、数量、材质、包装、唛头与标签、验货标准、"
            "客户特殊要求（原文）、延期责任。",
        ),
    ),
    Node(
        "materials",
        Text("Materials and trims ordered", "原辅料采购下单"),
        -54,
        days=1,
        after=("production-order",),
        role="purchasing",
        standard=Text(
            "Every material and trim of the bill of materials is ordered, with a confirmed day "
            "of arrival before the incoming inspection. Look at: the longest lead time first, "
            "colour cards and test reports, wastage, what the customer supplies or nominates. A "
            "substitute is declared to the customer before it is ordered.",
            "物料清单上的原料、辅料全部下单，到料日均在来料检验之前。要看：采购周期最长的先下；色卡与检测报告；损耗；客供料与指定供应商。"
            "用替代料须事先告知客户并获同意。",
        ),
    ),
    Node(
        "artwork",
        Text("Artwork, labels and barcodes approved", "稿件、标签、条码确认"),
        -52,
        days=2,
        after=("production-order",),
        tell=True,
        role="merchandiser",
        standard=Text(
            "The customer has approved each file by name and version: artwork, labels, manuals, "
            "cartons and marks. Look at: barcodes scanned and compared with the customer's list, "
            "warnings and languages of the country of sale, made-in mark, importer's address. "
            "Only the approved version goes to the printer.",
            "客户已按文件名和版本逐一书面确认：稿件、标签、说明书、彩盒外箱、唛头。要看：条码实际扫描并与客户清单核对；销售国要求的警示语与语言；"
            "原产地标识；进口商地址。只有确认版可送印。",
        ),
    ),
    Node(
        "pps",
        Text("Pre-production sample approved", "产前样（PPS）确认"),
        -43,
        days=5,
        after=("artwork", "materials"),
        tell=True,
        role="merchandiser",
        standard=Text(
            "The customer has approved the sample in writing; three pieces are sealed: the "
            "customer's, ours and the factory's. Send it a week before, for that is what a "
            "customer takes to answer. Look at: it is made of bulk material with bulk trims, "
            "every comment is written on the sample, and the factory has each of them. No "
            "cutting before the approval.",
            "客户已书面确认样品；封样三份：客户、我司、工厂各一。客户审样约需一周，应提前一周寄出。要看：用大货料、大货辅料制作；客户意见逐条写在样品上并传达工厂。"
            "未经确认不得开裁投产。",
        ),
    ),
    Node(
        "incoming",
        Text("Incoming material inspection", "来料检验（IQC）"),
        -38,
        days=8,
        after=("materials",),
        role="qc",
        standard=Text(
            "Materials and trims of this order have arrived, are counted and inspected, and a "
            "report says accepted or rejected. Look at: colour against the approved card in "
            "daylight, weight, width, shrinkage, function of trims, test reports that belong to "
            "this lot. What is rejected is set apart and reordered the same day.",
            "本单原辅料已到齐、清点、检验，并有合格或拒收结论的报告。要看：自然光下对色卡；克重、门幅、缩率；辅料功能；检测报告是否对应本批。"
            "拒收料隔离并当日补订。",
        ),
    ),
    Node(
        "pp-meeting",
        Text("Pre-production meeting", "产前会"),
        -36,
        days=1,
        after=("pps", "incoming"),
        role="merchandiser",
        standard=Text(
            "Factory, QC and merchandiser have gone through the order with the sealed sample on "
            "the table; minutes are signed. Look at: the customer's comments, critical points "
            "and former complaints, daily output against the days left, packing method, the days "
            "of the inspections.",
            "工厂、质检、跟单三方对照封样逐项过单，会议纪要已签字。要看：客户意见；关键工序与以往投诉；日产量与剩余天数；包装方法；各次验货日期。",
        ),
    ),
)
