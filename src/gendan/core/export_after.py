"""The export order, third part: from loading to the closed file."""

from collections.abc import Sequence

from gendan.core.sop import CHECK_ORDER, FINAL_INSPECTION, Node
from gendan.text import Text

AFTER: Sequence[Node] = (
    Node(
        "loading",
        Text("Loading supervised, seal and VGM", "监装、封柜、VGM"),
        -6,
        days=1,
        after=("sign-off", "booking"),
        gates=(FINAL_INSPECTION, CHECK_ORDER),
        role="qc",
        standard=Text(
            "The goods of this order, all of them and no others, are in the container; "
            "photographs show it empty, half full, full, closed and sealed. Look at: cartons "
            "counted at the door by item, container clean, dry and without holes, container and "
            "seal number as in the papers, verified gross mass sent before its cut-off.",
            "本单货物全部且仅本单货物已装柜；空柜、半柜、满柜、关门、封条照片齐全。要看：柜门口按货号点箱；柜内清洁、干燥、无破洞；柜号、"
            "封号与单证一致；VGM 在截止前申报。",
        ),
    ),
    Node(
        "draft-bl",
        Text("Shipping instruction and draft B/L confirmed", "补料（SI）与提单确认"),
        -5,
        after=("loading",),
        tell=True,
        role="shipping",
        standard=Text(
            "The shipping instruction went out before its cut-off and the customer has confirmed "
            "the draft bill of lading in writing. Look at: shipper, consignee and notify party "
            "letter by letter, ports, marks, cartons, gross weight and volume as in the packing "
            "list, freight prepaid or collect, original or telex release; under a letter of "
            "credit its exact words.",
            "已在截单前提交补料，客户已书面确认提单样本。要看：发货人、收货人、通知人逐字核对；港口、唛头、箱数、毛重、体积与箱单一致；运费预付或到付；"
            "正本或电放；信用证项下须与证文一致。",
        ),
    ),
    Node(
        "customs",
        Text("Gate-in, customs cleared", "进港与报关放行"),
        -2,
        days=2,
        after=("loading",),
        role="broker",
        standard=Text(
            "The container is in the yard before its cut-off and customs have released it. Look "
            "at: declared name, HS code, quantity, weight and value as in invoice and packing "
            "list; licences and inspection certificates there; with an examination ask for the "
            "next vessel at once and tell the customer.",
            "柜子已在截港前进港，海关已放行。要看：申报品名、HS 编码、数量、重量、金额与发票箱单一致；许可证、商检齐备；遇查验立即询问下一航次并告知客户。",
        ),
    ),
    Node(
        "on-board",
        Text("On board, vessel departed", "装船开航"),
        0,
        days=1,
        after=("customs", "draft-bl"),
        gates=("loading",),
        role="carrier",
        standard=Text(
            "The carrier's tracking or the forwarder says loaded on board, with the day. Look "
            "at: the container is on this vessel and was not rolled to the next; the day is not "
            "after the latest shipment day. A rolled container is a delay: the customer hears it "
            "from us, today.",
            "船公司查询或货代确认已装船，并有装船日期。要看：确在本航次、未被甩柜；装船日不晚于最迟装运期。甩柜即延误，须当日由我方告知客户。",
        ),
    ),
    Node(
        "shipping-advice",
        Text("Shipping advice sent", "发送装船通知"),
        1,
        after=("on-board",),
        tell=True,
        role="shipping",
        standard=Text(
            "The customer has vessel, voyage, ETD, ETA, container and seal number, cartons, "
            "weight, volume and copies of invoice and packing list. Look at: under FOB, CFR and "
            "FCA the buyer insures, so the advice goes out on the day of departure; filings of "
            "the country of import (ISF, ENS) are confirmed.",
            "客户已收到船名航次、ETD、ETA、柜号封号、箱数、重量、体积及发票箱单副本。要看：FOB、CFR、FCA 由买方投保，须在开航当日通知；"
            "进口国舱单申报（ISF、ENS）已确认。",
        ),
    ),
    Node(
        "bl-issued",
        Text("Bill of lading issued", "签发提单"),
        3,
        days=1,
        after=("on-board",),
        role="forwarder",
        standard=Text(
            "The bill of lading is issued as the confirmed draft says, with the on-board day, "
            "and the originals or the telex release stay in our hands. Look at: number of "
            "originals, signature and capacity of who signed, no remarks on the condition of the "
            "goods.",
            "提单已按确认稿签发，注明装船日；正本或电放权在我方手中。要看：正本份数；签发人签章与身份；无货物不良批注（清洁提单）。",
        ),
    ),
    Node(
        "documents",
        Text("Documents sent to customer or bank", "交单（寄客户或交银行）"),
        5,
        days=1,
        after=("bl-issued",),
        role="documents",
        standard=Text(
            "The full set that order or letter of credit asks for is sent: copies to the "
            "customer, originals to the bank where a bank collects. Look at: all papers agree "
            "with each other and with the goods; dates in their order; under a letter of credit "
            "within 21 days of shipment and before it expires; courier number noted.",
            "订单或信用证要求的全套单证已寄出：副本给客户，银行托收或信用证正本交银行。要看：单单一致、单货一致；日期先后合理；信用证项下装运后 21 天内且在有效期"
            "内；登记快递单号。",
        ),
    ),
    Node(
        "balance",
        Text("Balance received", "尾款到账"),
        7,
        days=1,
        after=("documents",),
        tell=True,
        role="finance",
        standard=Text(
            "The whole balance is credited, bank charges as agreed. Look at: credited, not "
            "announced; what is short is named and asked for; thank the customer and say when "
            "the bill of lading is released. After the agreed day the customer is asked in "
            "writing, every time with the amount.",
            "尾款全额到账，手续费按约定承担。要看：以到账为准而非通知；少付部分列明并追收；致谢并告知放单时间。逾期须书面催款并写明金额。",
        ),
    ),
    Node(
        "bl-release",
        Text("Bill of lading released", "放单（电放或寄正本）"),
        8,
        after=("balance", "bl-issued"),
        gates=("balance",),
        role="finance",
        standard=Text(
            "Finance has agreed, and the telex release is ordered or the originals are sent; the "
            "customer has the proof. Look at: nothing is released before the money; the "
            "forwarder confirms the release in writing; early enough before arrival that no "
            "demurrage arises.",
            "财务同意后已指示电放或寄出正本，客户已收到凭据。要看：款到放单；货代书面确认已放；早于到港，避免滞港费。",
        ),
    ),
    Node(
        "arrival",
        Text("Arrival at destination", "到港（ETA）"),
        30,
        days=15,
        after=("on-board",),
        role="forwarder",
        standard=Text(
            "The vessel has arrived and the customer has the arrival notice. Look at: ETA asked "
            "anew a week before; the customer has all papers for customs; transshipments "
            "reached. A later ETA is told as soon as it is known.",
            "船已到港，客户已收到到货通知。要看：到港前一周再次确认 ETA；客户清关单证齐全；中转是否衔接。ETA 推迟须一经得知即告知。",
        ),
    ),
    Node(
        "after-sales",
        Text("After-sales call", "到货回访"),
        37,
        days=3,
        after=("arrival",),
        tell=True,
        role="merchandiser",
        standard=Text(
            "The customer was asked how the goods arrived and what could be better; the answer "
            "is in the book. Look at: count, condition of cartons, quality, sales, the next "
            "order. A complaint is taken down at once, with photographs and with what the "
            "customer asks for.",
            "已回访客户：到货情况如何、何处可改进，答复已登记。要看：数量、外箱状况、质量、销售情况、下一单。有投诉当场受理，索取照片并记录客户诉求。",
        ),
    ),
    Node(
        "claim-window",
        Text("Time for claims has passed", "索赔期届满"),
        60,
        days=15,
        after=("arrival",),
        role="merchandiser",
        standard=Text(
            "The days for claims that the contract names are over (often 30 days after arrival "
            "for quality, 15 for quantity) and every claim is settled or under way. Look at: "
            "open complaints and their corrective actions; claims on forwarder or insurer within "
            "their own time; what was learned stands in the book.",
            "合同约定的索赔期已过（通常到港后质量 30 天、数量 15 天），所有索赔已了结或在处理。要看：未结投诉与纠正措施；对货代、"
            "保险的追索时限；经验教训已入册。",
        ),
    ),
    Node(
        "tax-refund",
        Text("Tax refunded, file closed", "退税、归档"),
        60,
        after=("bl-release", "claim-window"),
        role="finance",
        standard=Text(
            "The export tax refund is filed with declaration and purchase invoices, foreign "
            "exchange is matched with the order, and all papers lie in one place under the order "
            "number. Look at: names and units the same on declaration and invoices; profit "
            "against the quotation; what to do otherwise next time.",
            "出口退税已凭报关单与进项发票申报，收汇已与订单核销，全部单证按订单号归档。要看：报关单与发票品名、单位一致；实际利润与报价对比；"
            "下次如何改进。",
        ),
    ),
)
