using Trading.Documents;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Row = Trading.Documents.Row;

namespace Trading.Rooms.Reports;

/// <summary>What is evaluated, by whom, and how it went.</summary>
internal static class HeadPages
{
    public static IEnumerable<Block> Of(ReportFacts facts, ReportWords words)
    {
        yield return new Heading(0, words.Title);
        if (facts.Concluded is null)
            yield return Note(Standing(facts, words), facts.Failed is null ? Tone.Accent : Tone.Alert);
        yield return new Grid([.. Pairs(facts, words)]) { Across = 2, KeyWidth = Length.Millimetres(30) };
        yield return words.Chapter("一、" + words.Committee, "1. Committee");
        yield return Members(facts, words);
        foreach (var gone in facts.Events.OfType<MemberUnseated>())
            yield return new Paragraph(
                words[
                    $"{words.Seat(gone.Seat)} 于 {PrintedTime.Clock(gone.At)} 更换（{words.Rule(gone.Rule)}）："
                        + $"{Said(gone.Act)}；其意见无效，由更换后的成员重新评审。",
                    $"{words.Seat(gone.Seat)} was replaced at {PrintedTime.Clock(gone.At)} "
                        + $"({words.Rule(gone.Rule)}): {Said(gone.Act)}; its opinions are void."
                ]
            );
        yield return words.Chapter("二、评审过程", "2. Proceedings");
        yield return Proceedings(facts.Events, words);
    }

    /// <summary>A sentence that must be seen.</summary>
    public static Paragraph Note(string said, Tone tone) =>
        new(new Run(said) { Bold = true, Tone = tone }) { Align = Align.Centre };

    /// <summary>What every report begins with.</summary>
    public static IEnumerable<Pair> Pairs(RoomStart start, ReportWords words, long startedAt)
    {
        yield return new(words["评审编号", "Room"], start.Room);
        yield return new(words["开标", "Opening"], start.Session);
        yield return new(words.Lot, start.Lot);
        yield return new(words["专家抽取", "Draw"], start.Draw);
        yield return new(words["适用规则", "Rules"], Version(start, words));
        yield return new(words["评审开始", "Began"], PrintedTime.Exact(startedAt));
        yield return new(words["投标数", "Bids"], $"{start.Bids.Count}");
        yield return new(words["开标记录", "Opening record"], Convert.ToHexStringLower(start.Record)) { Wide = true };
        yield return new(words["评分办法", "Scoring terms"], Convert.ToHexStringLower(start.Terms)) { Wide = true };
    }

    /// <summary>Stages, stops and what moved their limits.</summary>
    public static Table Proceedings(IReadOnlyList<RoomEvent> events, ReportWords words) =>
        new(
            [Column.Fixed(Length.Millimetres(45)), Column.Share(3), Column.Share(8)],
            [.. events.Select(e => ToRow(e, words)).OfType<Row>()]
        )
        {
            Head = [Row.Of(words.Head("时间", "Time"), words.Head("环节", "Step"), words.Head("内容", "What"))],
            Small = true,
        };

    private static Row? ToRow(RoomEvent happened, ReportWords words)
    {
        (string Step, string What)? said = happened switch
        {
            StageBegan e => (words.Stage(e.Stage), words["开始", "began"]),
            StageClosed e => (
                words.Stage(e.Stage),
                words[$"全部提交 {e.Papers} 份，根 ", $"closed with {e.Papers} papers, root "]
                    + Convert.ToHexStringLower(e.Root)
            ),
            LeaderElected e => (words["组长", "Leader"], words.Seat(e.Seat)),
            LeaderNamed e => (
                words["组长", "Leader"],
                words[$"招标人指定：{words.Seat(e.Seat)}", $"{words.Seat(e.Seat)}, named by the tenderer"]
            ),
            ElectionTied e => (
                words["组长", "Leader"],
                words["票数相同，重新推选：", "tied: "] + Joined(e.Tied, words)
            ),
            EvaluationExtended e => (
                words["延长", "Extended"],
                words["评审时间延长至 ", "papers until "] + PrintedTime.Clock(e.EndsAt)
            ),
            EvaluationStopped e => (words["暂停并封存", "Stopped, sealed"], Said(e.Act)),
            EvaluationResumed e => (words["恢复", "Resumed"], Said(e.Act)),
            ReviewedAgain e => (words["重新评审", "Reviewed again"], $"{words.Amendment(e.Ground)}：{Said(e.Act)}"),
            CompetitionFound e => (
                words["竞争性", "Competition"],
                words[$"有效投标 {e.Valid} 家，认定仍具竞争性", $"{e.Valid} left; competition is"]
            ),
            CountBlocked e => (words["核对未通过", "Count blocked"], $"{e.Code} {e.Where} {e.First} {e.Second}"),
            ResultCommitted e => (
                words["计算结果一致", "Counts agree"],
                words["公开承诺 ", "commitment "] + Convert.ToHexStringLower(e.Commitment)
            ),
            ReportCommitted e => (
                words["报告起草", "Report drafted"],
                words["公开承诺 ", "commitment "] + Convert.ToHexStringLower(e.Commitment)
            ),
            EvaluationFailed e => (words["评审终止", "Ended"], Ending(e, words)),
            EvaluationConcluded e => (
                words["评审结束", "Concluded"],
                words[$"同意 {e.Agreed}，不同意 {e.Dissenting}", $"{e.Agreed} agreed, {e.Dissenting} dissented"]
            ),
            ReportSealed e => (
                words["报告签章", "Report signed"],
                words["签名文件 SHA-256 ", "signed file, SHA-256 "] + Convert.ToHexStringLower(e.Hash)
            ),
            _ => null,
        };
        return said is { } row ? Row.Of(PrintedTime.Clock(happened.At), row.Step, PrintedText.Of(row.What)) : null;
    }

    public static string Ending(EvaluationFailed failed, ReportWords words) =>
        (
            failed.Cause == RoomFailure.FewValid
                ? words["有效投标不足，评审终止", "too few valid bids"]
                : words["原评审委员会终止，另行组建", "another committee is formed"]
        ) + $"（{words.Rule(failed.Rule)}）";

    private static string Standing(ReportFacts facts, ReportWords words) =>
        facts.Failed is { } failed ? Ending(failed, words)
        : facts.State is Room.Stopped ? words["评审已暂停并封存", "Stopped and sealed"]
        : words["草稿：评审尚未结束", "Draft: the evaluation is not concluded"];

    private static IEnumerable<Pair> Pairs(ReportFacts facts, ReportWords words)
    {
        foreach (var pair in Pairs(facts.Start, words, facts.StartedAt))
            yield return pair;
        yield return new(words["有效投标", "Valid bids"], $"{facts.Start.Bids.Count(b => !facts.Work.IsOut(b.Id))}");
        if (facts.Concluded is { } concluded)
            yield return new(words["评审结束", "Concluded"], PrintedTime.Exact(concluded.At));
        if (facts.Start.DrawnK.Length > 0)
            yield return new("K", facts.Start.DrawnK);
        if (facts.Hash is { } hash)
            yield return new(words["报告指纹", "Report's hash"], hash) { Wide = true };
    }

    private static string Version(RoomStart start, ReportWords words) =>
        $"{words.Pack}{words[$"（第 {start.PackVersion} 版）", $", version {start.PackVersion}"]}";

    private static Table Members(ReportFacts facts, ReportWords words)
    {
        var pledged = facts
            .Events.OfType<MemberPledged>()
            .GroupBy(e => e.Seat)
            .ToDictionary(of => of.Key, of => of.Last().At);
        return new Table(
            [
                Column.Fixed(Length.Millimetres(22)),
                Column.Share(3),
                Column.Share(4),
                Column.Fixed(Length.Millimetres(22)),
                Column.Share(4),
                Column.Share(7),
            ],
            [.. facts.Start.Seats.Select((seat, at) => Member(facts, words, seat, at + 1, pledged))]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("席位", "Seat"),
                    words.Head("身份", "Role"),
                    words.Head("姓名", "Name"),
                    words.Head("抽取序位", "Position"),
                    words.Head("承诺时间", "Pledged"),
                    words.Head("席位公钥", "Key of the seat")
                ),
            ],
            Small = true,
        };
    }

    private static Row Member(
        ReportFacts facts,
        ReportWords words,
        RoomSeat seat,
        int number,
        Dictionary<int, long> pledged
    )
    {
        var committee = facts.Last.Committee;
        var isHere = committee.Members.TryGetValue(number, out var member);
        return Row.Of(
            $"{number}",
            words.Role(seat.Role) + (committee.Leader == number ? words["（组长）", " (leader)"] : ""),
            facts.Named.TryGetValue(number, out var name) ? PrintedText.Of(name) : "—",
            $"{seat.Position}",
            isHere && member!.HasPledged && pledged.TryGetValue(number, out var at) ? PrintedTime.Clock(at) : "—",
            isHere ? KeyPrint.Of(member!.Key) : words["（空缺）", "(vacant)"]
        );
    }

    private static string Joined(IEnumerable<int> seats, ReportWords words) =>
        string.Join(words["、", ", "], seats.Select(words.Seat));

    private static string Said(RoomSigned signed) => PrintedText.Of(ReportFacts.ActOf(signed).Text);
}
