"""The headings of the tables of an 8D report, with their shares of the width."""

from gendan.show.html import Head
from gendan.text import Text

ACTION_HEADS = (
    Head(Text("No.", "编号"), 7),
    Head(Text("Problem type", "问题类型"), 14),
    Head(Text("Impact", "影响"), 18),
    Head(Text("Measure", "措施"), 27),
    Head(Text("Department", "责任部门"), 14),
    Head(Text("Owner, by", "负责人与期限"), 20),
)
PROOF_HEADS = (
    Head(Text("No.", "编号"), 7),
    Head(Text("Done", "完成"), 18),
    Head(Text("Evidence", "完成凭证"), 33),
    Head(Text("Verified", "验证"), 18),
    Head(Text("Effective", "效果"), 24),
)
TIME_HEADS = (
    Head(Text("Target", "时限"), 28),
    Head(Text("Until", "截止"), 24),
    Head(Text("Met", "完成"), 24),
    Head(Text("State", "状态"), 24),
)
MOVE_HEADS = (
    Head(Text("When", "时间"), 20),
    Head(Text("State", "状态"), 22),
    Head(Text("By", "操作人"), 16),
    Head(Text("Said", "说明"), 42),
)
REPEAT_HEADS = (
    Head(Text("No.", "编号"), 7),
    Head(Text("Opened", "收到"), 15),
    Head(Text("Same", "相同之处"), 20),
    Head(Text("Complaint", "投诉内容"), 28),
    Head(Text("Actions then", "当时措施"), 30),
)
FILE_HEADS = (
    Head(Text("File", "文件"), 30),
    Head(Text("Given", "提供"), 30),
    Head(Text("SHA-256", "SHA-256"), 40, "hash"),
)
