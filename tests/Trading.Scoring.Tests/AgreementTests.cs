using System.Globalization;

namespace Trading.Scoring.Tests;

/// <summary>
/// The two implementations against each other: the second was written from docs/spec/scoring.md without a look at the
/// first.
/// </summary>
public class AgreementTests
{
    // More of them on demand: docs/testing.md, "Scoring".
    private static readonly int Tenders = int.Parse(
        Environment.GetEnvironmentVariable("TRADING_TENDERS") ?? "10000",
        CultureInfo.InvariantCulture
    );

    public static TheoryData<string> Files() => [.. VectorFiles.All.Keys, .. VectorFiles.ByHand];

    [Fact]
    public void Both_implementations_agree_on_random_tenders_in_every_cell()
    {
        var (scored, refused) = (0, new HashSet<string>());
        for (var seed = 0; seed < Tenders; seed++)
        {
            var bytes = RandomTender.Make(seed);
            var first = Cells.All(Scorer.Score(bytes));
            Assert.True(first == Second(bytes), $"seed {seed}:\n{first}\n---\n{Second(bytes)}");
            if (first.StartsWith("error ", StringComparison.Ordinal))
                refused.Add(first.Split(' ')[1]);
            else
                scored++;
        }
        Assert.InRange(scored, Tenders / 3, Tenders - (Tenders / 20));
        Assert.True(refused.Count >= 20, $"only {refused.Count} kinds of fault: {string.Join(", ", refused)}");
    }

    [Fact]
    public void Both_implementations_agree_on_random_terms_at_filing()
    {
        var (sound, refused) = (0, new HashSet<string>());
        for (var seed = 0; seed < Tenders / 2; seed++)
        {
            var bytes = RandomTender.MakeTerms(seed);
            var first = Cells.All(Scorer.CheckFiling(bytes));
            Assert.True(first == SecondCheck(bytes), $"seed {seed}:\n{first}\n---\n{SecondCheck(bytes)}");
            if (first.Length > 0)
                refused.Add(first.Split(' ')[1]);
            else
                sound++;
        }
        Assert.InRange(sound, Tenders / 10, (Tenders / 2) - (Tenders / 40));
        Assert.True(refused.Count >= 10, $"only {refused.Count} kinds of fault: {string.Join(", ", refused)}");
    }

    [Theory, MemberData(nameof(Files))]
    public void Both_implementations_agree_on_every_vector(string file) =>
        Assert.All(
            VectorFiles.Read(file),
            v =>
            {
                Assert.Equal(Cells.All(Scorer.Score(v.Tender)), Second(v.Tender));
                Assert.Equal(Cells.All(Scorer.CheckFiling(v.Tender)), SecondCheck(v.Tender));
            }
        );

    [Fact]
    public void Both_implementations_agree_on_damaged_bytes()
    {
        var random = new Random(11);
        for (var seed = 0; seed < 1000; seed++)
        {
            var bytes = RandomTender.Make(seed);
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.Equal(Cells.All(Scorer.Score(bytes)), Second(bytes));
        }
    }

    private static string Second(byte[] bytes)
    {
        var result = Recount.Recount.Score(bytes);
        if (result.ErrorCode is not null)
            return $"error {result.ErrorCode} {result.ErrorPath}";
        var rows = result.Rows.Select(r =>
            $"{r.Bid} {r.Price} {r.Technical} {r.Total} {r.Rounded} "
            + $"{r.Rank?.ToString(CultureInfo.InvariantCulture) ?? "-"}"
        );
        var reasons = result.Reasons.Select(r =>
            $"reason {r.Bid} {r.Reason} {r.Ground ?? "-"} {r.Text ?? "-"} {r.Rule}"
        );
        var corrections = result.Corrections.Select(c =>
            $"correction {c.Bid} {c.Kind} {c.Item ?? "-"} {c.Before} {c.After} {c.Rule}"
        );
        return string.Join(
            '\n',
            [.. rows, "candidates " + string.Join(' ', result.Candidates), .. reasons, .. corrections]
        );
    }

    private static string SecondCheck(byte[] bytes)
    {
        var result = Recount.Recount.CheckTerms(bytes);
        return result.ErrorCode is null ? "" : $"error {result.ErrorCode} {result.ErrorPath}";
    }
}
