using System.Globalization;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary>The words of commands of draws in English and Chinese.</summary>
internal sealed class DrawWords(bool isChinese)
{
    public static DrawWords English { get; } = new(isChinese: false);

    public static DrawWords Chinese { get; } = new(isChinese: true);

    public bool IsChinese => isChinese;

    public FileWords Files => isChinese ? FileWords.Chinese : FileWords.English;

    public string Table => Say("a pool's table (CSV)", "专家名册（CSV）");

    /// <summary>What is said of something.</summary>
    public string Tell(string of, string what) => Say($"{of}: {what}", $"{of}：{what}");

    public string Of(Constraint constraint) =>
        constraint switch
        {
            Constraint.Speciality => Say("speciality or title", "专业或职称不符"),
            Constraint.Status => Say("not admitted", "不在库"),
            Constraint.Absence => Say("absent", "请假"),
            Constraint.Region => Say("region", "地区不符"),
            Constraint.Unit => Say("unit to be avoided", "单位回避"),
            Constraint.Person => Say("person to be avoided", "个人回避"),
            Constraint.Employer => Say("one seat for each employer", "同一单位只能有一人"),
            Constraint.Dropped => Say("declined, silent or in conflict", "谢绝、未应答或须回避"),
            _ => Say("groups compete for the same experts", "几组争用同一批专家"),
        };

    public string Of(ExpertLevel level) => TableWords.Of(level, isChinese);

    public string Of(LockPurpose purpose) =>
        purpose switch
        {
            LockPurpose.Draw => Say("draw", "抽取锁"),
            LockPurpose.Names => Say("names", "姓名锁"),
            _ => Say("contact", "联系锁"),
        };

    /// <summary>The end of a command whose draw a gate refuses.</summary>
    public CommandException Refusal(IReadOnlyList<RequestRefusal> refusals) =>
        CommandException.Refused(
            string.Join('\n', refusals.Select(Of)),
            string.Join(", ", refusals.Select(r => r.Rule).Distinct()),
            Say("change the request and prepare it again", "请修改申请后重新提交")
        );

    /// <summary>Why a gate says no, with what was found and what its rule asks for.</summary>
    public string Of(RequestRefusal refusal) =>
        refusal.Reason switch
        {
            RequestReason.TooFewMembers => Say(
                $"A committee has at least {refusal.Bound} members, not {refusal.Found}.",
                $"评标委员会至少 {refusal.Bound} 人，现为 {refusal.Found} 人。"
            ),
            RequestReason.TooFewForLarge => Say(
                $"A committee for so large or weighty a matter has at least {refusal.Bound} members, "
                    + $"not {refusal.Found}.",
                $"预算大或技术复杂、社会影响大的项目，评标委员会至少 {refusal.Bound} 人，现为 {refusal.Found} 人。"
            ),
            RequestReason.EvenMembers => Say(
                $"A committee has an odd number of members, not {refusal.Found}.",
                $"评标委员会人数须为单数，现为 {refusal.Found} 人。"
            ),
            RequestReason.TooFewExperts => Say(
                $"At least {refusal.Bound} of the members are drawn experts, not {refusal.Found}.",
                $"评标委员会中抽取的专家至少 {refusal.Bound} 人，现为 {refusal.Found} 人。"
            ),
            RequestReason.AgentsStaff => Say(
                "Staff of the agent are no members of its committee.",
                "代理机构的人员不得进入本机构代理项目的评标委员会。"
            ),
            RequestReason.SamePersonTwice => Say("One person is to sit on two seats.", "同一人占了两个席位。"),
            RequestReason.AvoidedPersonSits => Say(
                "The buyer names somebody who is to be avoided.",
                "采购人代表中有应当回避的人员。"
            ),
            RequestReason.DrawTooEarly => Say(
                $"The draw is at most {Hours(refusal.Bound)} before the room opens, not {Hours(refusal.Found)}.",
                $"抽取不得早于评标室开放前 {Hours(refusal.Bound)}，现为 {Hours(refusal.Found)}。"
            ),
            RequestReason.DrawTooLate => Say(
                $"The draw is at least {Hours(refusal.Bound)} before the room opens, not {Hours(refusal.Found)}.",
                $"抽取至少应在评标室开放前 {Hours(refusal.Bound)}，现为 {Hours(refusal.Found)}。"
            ),
            RequestReason.OtherRules => Say(
                "It names rules that this version does not know.",
                "申请所引的规则本版本不认识。"
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Reason, null),
        };

    // Seconds as hours and minutes.
    private string Hours(long seconds) =>
        (seconds / 3600, seconds / 60 % 60) switch
        {
            (var h, 0) when h != 0 => Say($"{h} h", $"{h} 小时"),
            (0, var m) => Say($"{m} min", $"{m} 分钟"),
            var (h, m) => Say($"{h} h {m} min", $"{h} 小时 {m} 分钟"),
        };

    public string TitleOf(string check) => Titles[check][isChinese ? 1 : 0];

    public string Of(CheckOutcome outcome) =>
        outcome switch
        {
            CheckOutcome.Pass => Say("holds", "成立"),
            CheckOutcome.Fail => Say("does not hold", "不成立"),
            _ => Say("nothing to check", "无可核对"),
        };

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public string Say(string english, string chinese) => isChinese ? chinese : english;

    /// <summary>The titles of the checks, as docs/spec/draw.md numbers them.</summary>
    internal static IReadOnlyDictionary<string, string[]> Titles { get; } =
        new Dictionary<string, string[]>
        {
            ["V61"] = ["the request passes the gates of its rules", "抽取申请符合规则"],
            ["V62"] = ["three locks are certified for this request", "三把锁均为本次申请而建"],
            ["V63"] = ["the head of the commitment names request and locks", "承诺书首部与申请、三把锁一致"],
            ["V64"] = ["every position is well formed and stands once", "每个位置格式正确且不重复"],
            ["V65"] = ["head and positions give the published root", "首部与各位置算得公布的根"],
            ["V66"] = ["the reduction kept exactly these rows", "预选结果正确"],
            ["V67"] = ["every draw but the first was ordered by the supervisor", "重抽均有监督人签署的理由"],
            ["V68"] = ["enough trustees answered for this root", "有足够的受托人对此根作答"],
            ["V69"] = ["the answers give the value", "由作答算得随机值"],
            ["V70"] = ["the value gives the first seating", "由随机值得出首轮入选"],
            ["V71"] = ["every seat that fell free went to the next position", "空出的席位由下一位置递补"],
            ["V72"] = ["the result is the one that was published under its salt", "结果与此前公布的摘要一致"],
            ["V73"] = ["every name that was opened is the one committed to", "揭示的姓名与承诺一致"],
        };
}
