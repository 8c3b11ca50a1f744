using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// The words of a trade: works and government procurement name the same things differently. Which words follow from the
/// pinned pack.
/// </summary>
internal sealed record TradeWords(string Tenderer, string Lot, string Protest, string Code)
{
    private static readonly TradeWords Works = new("招标人", "标段", "异议", "招标编号");
    private static readonly TradeWords Procurement = new("采购人", "包", "询问、回避申请", "项目编号");

    public static TradeWords Of(RulePack pack) => pack.Protest == ProtestKind.Question ? Procurement : Works;
}

/// <summary>Chinese words for what the stream says in English ones.</summary>
internal static class RecordWords
{
    public static string PackName(RulePack pack) =>
        pack.Id switch
        {
            "construction-national" => "工程建设项目招标投标（全国）",
            "procurement-goods" => "政府采购货物",
            "procurement-services" => "政府采购服务",
            _ => pack.Id,
        };

    /// <summary>A rule id with the name of its law in front, as a reader on paper needs it.</summary>
    public static string Rule(string id)
    {
        var parts = id.Split(':');
        var law = parts[0] switch
        {
            "bidding-law" => "招标投标法",
            "bidding-reg" => "招标投标法实施条例",
            "e-bidding" => "电子招标投标办法",
            "procurement-87" => "政府采购货物和服务招标投标管理办法",
            "esign" => "电子签名法",
            _ => null,
        };
        return law is null || parts.Length != 2 ? id : $"《{law}》第{parts[1]}条";
    }

    public static string RoleName(Role role, TradeWords words) =>
        role switch
        {
            Role.Tenderer => words.Tenderer,
            Role.Agent => "代理机构",
            Role.Host => "主持人",
            Role.Witness => "见证人",
            Role.Notary => "公证人",
            Role.Supervisor => "监督人",
            _ => "工作人员",
        };

    public static string MarkName(Mark mark) =>
        mark switch
        {
            Mark.OverCeiling => "超最高限价",
            Mark.BelowLeastDiscount => "低于最低下浮率",
            Mark.WordsDiffer => "大小写不一致",
            Mark.WordsUnreadable => "大写无法识读",
            Mark.ZeroPrice => "报价为零",
            Mark.NegativePrice => "报价为负",
            Mark.Unparsed => "内容无法识别",
            Mark.WrongPriceKind => "报价方式不符",
            Mark.OwnerUnproved => "投标人身份未证实",
            Mark.SameCertificate => "同一证书多份投标",
            Mark.NameDiffers => "投标人名称与证书不符",
            Mark.CodeDiffers => "统一社会信用代码不符",
            _ => mark.ToString(),
        };

    /// <summary>
    /// Why a bid could not be opened; a cause that has no Chinese word here stands as the stream says it.
    /// </summary>
    public static string CauseName(string cause) =>
        cause switch
        {
            "PointInvalid" => "封装点无效",
            "CommitmentMismatch" => "密钥与承诺不符",
            "TagMismatch" => "密文认证失败",
            "PaddingInvalid" => "填充格式错误",
            "RootMismatch" => "密文与所签根不符",
            "SecondSecretWrong" => "第二密钥不符",
            "stored bytes: Missing" => "平台存储的密文缺失",
            "stored bytes: Damaged" => "平台存储的密文损坏",
            _ => cause,
        };

    /// <summary>Whose fault, and what follows (e-bidding:31). The software proposes.</summary>
    public static string FaultName(Fault fault) =>
        fault switch
        {
            Fault.Bidder => "因投标人原因未解密，视为撤销其投标文件",
            Fault.Platform => "因投标人之外的原因未解密，视为撤回其投标文件，投标人有权要求责任方赔偿直接损失",
            _ => "原因待查，视为撤回其投标文件，转人工核查",
        };

    public static string StandingName(RecordStanding standing) =>
        standing switch
        {
            RecordStanding.Confirmed => "已确认",
            RecordStanding.Unconfirmed => "未确认",
            _ => "视同认可",
        };

    public static string FailureName(LotFailure cause) =>
        cause switch
        {
            LotFailure.FewSubmitted => "流标：递交的投标文件不足规定份数，不予开标；信封保持密封，不公布投标人名称",
            LotFailure.FewOpened => "流标：成功开启的投标人不足规定家数",
            _ => "未开标：开标锁未能建立，须另行组织",
        };

    public static string CustodyName(Custody custody) =>
        custody == Custody.Single
            ? "单机托管（custody: single）：全部受托人运行于同一台机器，对该机器的管理员不构成防护"
            : "独立托管（custody: independent）：各受托人使用各自的机器与操作人员";

    /// <summary>A head of a table: Chinese, and small English under it.</summary>
    public static Cell Head(string chinese, string english) =>
        Text.Of(new Run(chinese), new Run("\n" + english) { Small = true, Bold = false });
}
