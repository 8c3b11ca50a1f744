using System.Globalization;
using System.Text;
using Trading.Scoring;
using Trading.Scoring.Tests;
using Words = Trading.Scoring.Words;

namespace Trading.Bench;

/// <summary>
/// 300 bids × 60 criteria × 9 members: reading, checking and exact scoring from the file's bytes, against a bare parse
/// of the same bytes. Everything that is not the parse (keys, ranges, 159,300 sheets, fractions, ranks) is in the
/// ratio.
/// </summary>
internal static class ScoringBenchmark
{
    private const int Bids = 300,
        Criteria = 60,
        Members = 9;

    public static Benchmark Create()
    {
        var bytes = Make();
        return new Benchmark(
            "scoring 300 bids × 60 criteria × 9 members",
            Compare.Time,
            20,
            () => Parse(bytes),
            () => Score(bytes),
            Rounds: 7
        );
    }

    private static void Parse(byte[] bytes)
    {
        using var document = System.Text.Json.JsonDocument.Parse(bytes);
        if (document.RootElement.GetProperty("sheets").GetArrayLength() != Bids * (Criteria - 1) * Members)
            throw new InvalidOperationException("sheets are missing");
    }

    private static void Score(byte[] bytes)
    {
        if (Scorer.Score(bytes).Outcome?.Rows.Count != Bids)
            throw new InvalidOperationException("not all bids were scored");
    }

    private static byte[] Make()
    {
        var random = new Random(1);
        var text = new StringBuilder(
            """{"format":"trading-score/1","pack":"construction-national","method":"lowest-price-benchmark","criteria":[{"id":"price","kind":"price","weightPermille":410}"""
        );
        for (var c = 1; c < Criteria; c++)
            text.Append(
                CultureInfo.InvariantCulture,
                $$""",{"id":"c{{c}}","kind":"subjective","weightPermille":10,"maxHundredths":{{Most(c)}},"stepHundredths":1}"""
            );
        text.Append("],\"bids\":[");
        for (var b = 0; b < Bids; b++)
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""{{(b == 0 ? "" : ",")}}{"id":"b{{b}}","priceFen":{{random.Next(1_000_000, 2_000_000)}}}"""
            );
        text.Append("],\"sheets\":[");
        var sheets =
            from b in Enumerable.Range(0, Bids)
            from c in Enumerable.Range(1, Criteria - 1)
            from m in Enumerable.Range(0, Members)
            select Sheet(b, c, m, random);
        return Encoding.UTF8.GetBytes(text.AppendJoin(',', sheets).Append("]}").ToString());
    }

    private static string Sheet(int bid, int criterion, int member, Random random) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"member":"m{{member}}","bid":"b{{bid}}","criterion":"c{{criterion}}","hundredths":{{random.Next(Most(criterion) + 1)}}}"""
        );

    // Thirds of criteria with another maximum: denominators differ.
    private static int Most(int criterion) => criterion % 3 == 0 ? 700 : 10_000;
}

/// <summary>
/// 100,000 random tenders, made and scored by both implementations and compared, against made and scored by the first
/// alone. One difference ends the run.
/// </summary>
internal static class AgreementBenchmark
{
    private const int Rounds = 7,
        WarmUps = 3,
        Batch = 100_000 / (Rounds + WarmUps);

    public static Benchmark Create()
    {
        var (first, both) = (0, 0);
        return new Benchmark(
            "100,000 random tenders by both implementations",
            Compare.Time,
            4,
            () => One(ref first),
            () => Both(ref both),
            Rounds
        );
    }

    private static void One(ref int seed)
    {
        for (var end = seed + Batch; seed < end; seed++)
            Scorer.Score(RandomTender.Make(seed));
    }

    private static void Both(ref int seed)
    {
        for (var end = seed + Batch; seed < end; seed++)
        {
            var bytes = RandomTender.Make(seed);
            if (!IsSame(Scorer.Score(bytes), Recount.Recount.Score(bytes)))
                throw new InvalidOperationException($"the implementations differ on seed {seed}");
        }
    }

    private static bool IsSame(ScoringResult first, Recount.Recounted second) =>
        first.Fault is { } fault
            ? fault.Word == second.ErrorCode && fault.Path == second.ErrorPath
            : second.ErrorCode is null
                && first
                    .Outcome!.Rows.Select(r =>
                        (r.BidId, $"{r.Price}", $"{r.Technical}", $"{r.Total}", r.Rounded, r.Rank)
                    )
                    .SequenceEqual(second.Rows.Select(r => (r.Bid, r.Price, r.Technical, r.Total, r.Rounded, r.Rank)))
                && first.Outcome.Candidates.SequenceEqual(second.Candidates)
                && first
                    .Outcome.Reasons.Select(u => (u.BidId, Words.Of(u.Reason), u.Rejection?.Reason, u.Rule))
                    .SequenceEqual(second.Reasons.Select(u => (u.Bid, u.Reason, u.Text, u.Rule)))
                && first
                    .Outcome.Rows.SelectMany(r =>
                        r.Prices.Corrections.Select(c => (r.BidId, $"{c.Before}", $"{c.After}"))
                    )
                    .SequenceEqual(second.Corrections.Select(c => (c.Bid, c.Before, c.After)));
}
