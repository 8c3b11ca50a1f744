using System.Text;
using Trading.Scoring;

namespace Trading.Server.Scores;

/// <summary>
/// What a tender may cost here: a file of the specification may be large enough to count for minutes. The command takes
/// all of them. docs/limits.md explains the numbers.
/// </summary>
internal static class ScoreLimits
{
    /// <summary>Bytes of a file.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Bids: a derivation repeats what the benchmark left out for each of them.</summary>
    public const int MostBids = 200;

    /// <summary>Single scores.</summary>
    public const int MostSheets = 10_000;

    /// <summary>Bids · words of 64 bits that an exact price may need.</summary>
    public const int MostWords = 2_000;

    /// <summary>Bids · steps of the mean: a derivation tells for every bid what each step left out.</summary>
    public const int MostMeanSteps = 400;

    /// <summary>Faults of terms in one answer: nobody mends more before asking again.</summary>
    public const int MostFaults = 100;

    /// <summary>Files counted at once: half of the machine stays with what has a deadline.</summary>
    public static readonly int AtOnce = int.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Answers that are counted or sent: each may have megabytes, and its reader may be slow.</summary>
    public const int AnswersAtOnce = 32;

    /// <summary>How long a file waits for its turn.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    /// <summary>How long one price may be looked at. What is counted is bounded before; this bounds what is not
    /// foreseen.</summary>
    public static readonly TimeSpan LongestSweep = TimeSpan.FromSeconds(3);

    /// <summary>Bytes a second that a reader takes at least, once an answer does not fit into the buffers.</summary>
    public const double SlowestReader = 32 << 10;

    /// <summary>How long a reader may be slower.</summary>
    public static readonly TimeSpan SlowReadersGrace = TimeSpan.FromSeconds(10);

    private const int WordBits = 64;
    private const int UsualWords = 2;
    private const int BitsOfInterest = 21;
    private const int BitsOfTax = 11;
    private const int StepsOfItem = 12; // each is tried with several decimal points
    private const int MostRuns = 600;
    private const int FewestRuns = 60;
    private const int MostSteps = 80_000;
    private const int MostPoints = 150;
    private const int FewestPoints = 8;

    /// <summary>Why a text is not read, or null.</summary>
    public static string? Excess(string text, ScoreLanguage language) =>
        Encoding.UTF8.GetByteCount(text) is var bytes && bytes > MostBytes
            ? Say(language, "bytes of the file", "文件字节数", bytes, MostBytes)
            : null;

    /// <summary>Why a tender is not counted, or null.</summary>
    public static string? Excess(Tender tender, ScoreLanguage language)
    {
        if (tender.Bids.Count > MostBids)
            return Say(language, "bids", "投标数", tender.Bids.Count, MostBids);
        if (tender.Sheets.Count > MostSheets)
            return Say(language, "scores of members", "评委打分数", tender.Sheets.Count, MostSheets);
        if (MeanStepsOf(tender) is var steps && steps > MostMeanSteps)
            return Say(language, "bids × steps of the mean", "投标数 × 均值步骤数", steps, MostMeanSteps);
        return tender.Bids.Count * WordsOf(tender) is var words && words > MostWords
            ? Say(language, "length of the exact figures", "精确数值的长度", words, MostWords)
            : null;
    }

    /// <summary>How often a tender may be scored to look at one price; 0 where that would be too seldom.</summary>
    public static int RunsOf(Tender tender)
    {
        var steps =
            tender.Sheets.Count
            + tender.Timings.Count
            + tender.Amendments.Count
            + (StepsOfItem * tender.Bids.Sum(b => b.Quotation?.Items.Count ?? 0))
            + (tender.Bids.Count * (tender.Criteria.Count + (4 * WordsOf(tender))))
            + MeanStepsOf(tender);
        var runs = int.Min(MostRuns, MostSteps / int.Max(1, steps));
        return runs < FewestRuns ? 0 : runs;
    }

    /// <summary>Steps of a curve: half of the runs at most; the prices of the file come beside.</summary>
    public static int StepsOf(Tender tender) =>
        int.Max(FewestPoints, int.Min(MostPoints, RunsOf(tender) / 2) - tender.Bids.Count);

    private static int MeanStepsOf(Tender tender) => tender.Bids.Count * (tender.Parameters.MeanFrom?.Count ?? 0);

    // Years with one rate share a denominator; every other rate multiplies it. So does every rate of tax, and every
    // published fraction.
    private static int WordsOf(Tender tender)
    {
        var years = (tender.PriceParts ?? [])
            .Where(p => p.Years is not null)
            .GroupBy(p => p.InterestMillionths ?? 0)
            .Sum(rate => rate.Max(p => p.Years!.Value));
        var taxes = tender.Bids.Select(b => b.TaxPermille ?? 0).Distinct().Count();
        var fractions = Fractions(tender).Select(f => f.Denominator).Distinct().Sum(d => (int)d.GetBitLength());
        return UsualWords + (((years * BitsOfInterest) + (taxes * BitsOfTax) + fractions) / WordBits);
    }

    private static IEnumerable<Fraction> Fractions(Tender tender)
    {
        var given = tender.Parameters;
        Fraction?[] single =
        [
            given.K,
            given.CeilingShare,
            given.CeilingK,
            given.LowestShare,
            given.Floor,
            given.FloorAbove,
            given.FloorBelow,
        ];
        return
        [
            .. single.OfType<Fraction>(),
            .. (tender.PriceParts ?? []).Select(part => part.Factor),
            .. (given.MeanFrom ?? []).SelectMany(step => new[] { step.Low, step.High ?? step.Low }),
            .. new[] { given.DeductAbove, given.DeductBelow }
                .SelectMany(side => side?.Tiers ?? [])
                .SelectMany(tier => new[] { tier.FromPercent, tier.PerPercent }),
        ];
    }

    private static string Say(ScoreLanguage language, string english, string chinese, int has, int most) =>
        language == ScoreLanguage.Zh
            ? $"{chinese}：{has}，本页最多 {most}；trading score 命令不受此限。"
            : $"{english}: {has}, at most {most} here; the command trading score takes more.";
}
