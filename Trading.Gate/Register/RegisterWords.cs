namespace Trading.Gate.Register;

/// <summary>The words of a printed register.</summary>
internal sealed record RegisterWords(
    string Language,
    string Title,
    string Draw,
    string Root,
    string Place,
    string RoomAt,
    string Count,
    string Members,
    string Entries,
    string Time,
    string Position,
    string Name,
    string Number,
    string Arrived,
    string State,
    string Act,
    string Detail,
    string Desk,
    string Nobody,
    string Footer,
    string System,
    string Unverified,
    string Buyer,
    string Expert,
    IReadOnlyDictionary<string, string> Acts,
    IReadOnlyDictionary<string, string> Details
)
{
    /// <summary>The words of a draw: government procurement calls its buyer otherwise (docs/glossary.md).</summary>
    public static RegisterWords Of(bool isChinese, bool isProcurement) =>
        !isChinese ? English
        : isProcurement ? Chinese with { Buyer = "采购人代表" }
        : Chinese;

    public static RegisterWords Chinese { get; } =
        new(
            "zh-CN",
            "评标专家入场登记",
            "抽取",
            "承诺根",
            "报到地点",
            "评标开始",
            "第几次抽取",
            "已到专家",
            "登记",
            "时间",
            "位置",
            "姓名",
            "专家编号",
            "到达",
            "现状",
            "事项",
            "说明",
            "登记人",
            "尚无",
            "第 {page} 页 / 共 {pages} 页",
            "外部抽取系统",
            "外部抽取，本平台无法核验其抽取过程",
            "招标人代表",
            "外部专家",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["presented"] = "到场出示",
                ["arrived"] = "核验入场",
                ["refused"] = "未予入场",
                ["avoids"] = "申报回避",
                ["left"] = "离场",
                ["back"] = "返回",
                ["unseated"] = "开标后查明须回避，退出评标",
                ["attended"] = "与参加开标人员同名，待核实",
                ["another"] = "核实不是同一人",
            },
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["looked"] = "人工核对证件",
                ["device"] = "设备核验通过",
                ["looked-device-away"] = "设备无应答，人工核对证件",
                ["NotThePerson"] = "设备核验不是本人",
                ["DeviceAway"] = "设备无应答",
                ["NotExpected"] = "此处无人应以该位置或该证件报到",
                ["AlreadyArrived"] = "已经入场",
                ["AdmittedElsewhere"] = "已在另一台入场",
                ["WrongCode"] = "报到号码与证件不符",
                ["TooManyTries"] = "错误次数过多",
                ["NoAnswer"] = "受托人未及时应答",
                ["PlatformAway"] = "平台无法连接",
                ["avoids"] = "平台未受理回避",
                ["left"] = "平台未受理离场",
                ["back"] = "平台未受理返回",
            }
        );

    public static RegisterWords English { get; } =
        new(
            "en",
            "Entry register of experts",
            "Draw",
            "Root of the commitment",
            "Place",
            "Room opens",
            "Number of the draw",
            "Who arrived",
            "Entries",
            "Time",
            "Position",
            "Name",
            "Pool number",
            "Arrived",
            "Now",
            "Event",
            "Detail",
            "Desk",
            "Nobody yet",
            "Page {page} of {pages}",
            "Drawn by another system",
            "nobody can verify here how it drew",
            "Buyer's",
            "External",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["presented"] = "stands at the door",
                ["arrived"] = "admitted",
                ["refused"] = "not admitted",
                ["avoids"] = "declares avoidance",
                ["left"] = "left",
                ["back"] = "came back",
                ["unseated"] = "has lost the seat: a conflict that the opening showed",
                ["attended"] = "has the name of somebody who attended the opening",
                ["another"] = "is another person",
            },
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["looked"] = "a person looked at the card",
                ["device"] = "the device said yes",
                ["looked-device-away"] = "no answer of the device; a person looked at the card",
                ["NotThePerson"] = "the device said no",
                ["DeviceAway"] = "no answer of the device",
                ["NotExpected"] = "nobody is expected here under this position or card",
                ["AlreadyArrived"] = "is in already",
                ["AdmittedElsewhere"] = "admitted at another desk",
                ["WrongCode"] = "code and card do not match",
                ["TooManyTries"] = "too many wrong tries",
                ["NoAnswer"] = "trustees did not answer in time",
                ["PlatformAway"] = "the platform cannot be reached",
                ["avoids"] = "the platform did not take the avoidance",
                ["left"] = "the platform did not take the leaving",
                ["back"] = "the platform did not take the return",
            }
        );
}
