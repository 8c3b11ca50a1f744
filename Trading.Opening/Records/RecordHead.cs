using System.Globalization;
using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// What stands above the lots: what is tendered, by whom, who was there, when; and the lots at a glance where there are
/// several.
/// </summary>
internal static class RecordHead
{
    private const int MostTitleLetters = 80;
    private static readonly Role[] People =
    [
        Role.Tenderer,
        Role.Agent,
        Role.Host,
        Role.Witness,
        Role.Notary,
        Role.Supervisor,
    ];

    public static IEnumerable<Block> Of(Session.Concluded session, IReadOnlyList<LotFacts> lots, TradeWords words)
    {
        var terms = session.Last.Terms;
        yield return new Heading(0, "开 标 记 录 表");
        yield return new Paragraph(
            Text.Of(
                new Run(RecordText.Of(terms.Title)) { Bold = true },
                new Run("\nRecord of the opening of bids") { Small = true, Tone = Tone.Muted }
            )
        )
        {
            Align = Align.Centre,
        };
        if (terms.Drill)
            yield return new Paragraph(
                new Run("演练：本次开标为演练，不产生任何法律后果。 This was a drill.")
                {
                    Bold = true,
                    Tone = Tone.Alert,
                }
            )
            {
                Align = Align.Centre,
            };
        yield return new Grid([.. Pairs(session, lots, words)]) { Across = 3, KeyWidth = LotPages.KeyWidth };
        if (lots.Count > 1)
            yield return Overview(lots, words);
    }

    /// <summary>
    /// How long the published period was, and until when: whoever concluded earlier had everybody's word.
    /// </summary>
    internal static string PeriodOf(Session.Running session)
    {
        var seconds = session.Terms.PeriodSeconds;
        var length = seconds % 60 == 0 ? $"{seconds / 60} 分钟" : $"{seconds} 秒";
        return ObjectionPeriod.EndOf(session) is { } end ? $"{length}，至 {RecordTime.Clock(end)}" : length;
    }

    private static IEnumerable<Pair> Pairs(Session.Concluded session, IReadOnlyList<LotFacts> lots, TradeWords words)
    {
        var terms = session.Last.Terms;
        var isFirst = session.Record == RecordVersion.First;
        yield return new(isFirst ? "招标编号" : words.Code, RecordText.Of(terms.TenderCode));
        foreach (var role in People)
            if (NamesOf(terms, role) is { Length: > 0 } names)
                yield return new(RecordWords.RoleName(role, words), names);
        yield return new(
            "截止即开标",
            SameDeadline(lots) ? RecordTime.Exact(lots[0].Policy.CloseAt) : $"见各{words.Lot}"
        );
        yield return new("开标会结束", RecordTime.Exact(session.At));
        if (terms.PeriodSeconds > 0)
            yield return new(
                terms.RulePack.Protest == ProtestKind.Question ? "询问与确认期" : "异议与确认期",
                PeriodOf(session.Last)
            );
        if (!isFirst)
            foreach (var pair in OpeningWay.Pairs(session))
                yield return pair;
        yield return new("适用规则", $"{RecordWords.PackName(terms.RulePack)}（第 {terms.RulePack.Version} 版）");
        foreach (var custody in lots.Select(l => l.Policy.Custody).Distinct())
            yield return new(
                "密钥托管",
                new Run(RecordWords.CustodyName(custody)) { Tone = custody == Custody.Single ? Tone.Alert : null }
            )
            {
                Wide = true,
            };
    }

    private static Table Overview(IReadOnlyList<LotFacts> lots, TradeWords words)
    {
        var columns = new[]
        {
            Column.Fixed(Length.Millimetres(30)),
            Column.Share(4),
            Column.Fixed(Length.Millimetres(36)),
            Count(),
            Count(),
            Count(),
            Count(),
            Column.Share(4),
        };
        return new Table(columns, [.. lots.Select(OverviewRow)])
        {
            Head =
            [
                Row.Of(
                    RecordWords.Head(words.Lot, "Lot"),
                    RecordWords.Head("名称", "Title"),
                    RecordWords.Head("投标截止", "Deadline"),
                    RecordWords.Head("递交", "Live"),
                    RecordWords.Head("撤销", "Revoked"),
                    RecordWords.Head("开启", "Opened"),
                    RecordWords.Head("未开启", "Not opened"),
                    RecordWords.Head("结果", "Outcome")
                ),
            ],
            Small = true,
        };
    }

    private static Row OverviewRow(LotFacts lot) =>
        Row.Of(
            lot.Id,
            RecordText.Short(lot.Terms.Title, MostTitleLetters, "……"),
            RecordTime.Clock(lot.Policy.CloseAt),
            Number(lot.Freeze?.Live),
            Number(lot.Freeze?.Revoked.Count),
            Number(lot.Release is null ? null : lot.OpenedBids),
            Number(lot.Release is null ? null : lot.Bids.Count - lot.OpenedBids),
            LotPages.Outcome(lot)
        );

    private static Column Count() => Column.Fixed(Length.Millimetres(17)) with { Align = Align.Right };

    private static string Number(int? number) => number is { } n ? n.ToString(CultureInfo.InvariantCulture) : "—";

    private static bool SameDeadline(IReadOnlyList<LotFacts> lots) =>
        lots.All(l => l.Policy.CloseAt == lots[0].Policy.CloseAt);

    private static string NamesOf(SessionTerms terms, Role role) =>
        string.Join("、", terms.Roles.Where(r => r.Role == role).Select(r => RecordText.Of(r.Name)));
}
