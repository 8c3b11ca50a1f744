using System.Globalization;

namespace Trading.Media.Audits;

/// <summary>What one check found.</summary>
internal sealed record Finding(RecordingOutcome Outcome, string Detail)
{
    private const int MostProblems = 40;

    /// <summary>Passes unless problems are named; of very many, the first.</summary>
    public static Finding Of(IReadOnlyList<string> problems, string detail) =>
        problems.Count switch
        {
            0 => new(RecordingOutcome.Pass, detail),
            <= MostProblems => new(RecordingOutcome.Fail, string.Join("; ", problems)),
            _ => new(
                RecordingOutcome.Fail,
                $"{string.Join("; ", problems.Take(MostProblems))}; and {problems.Count - MostProblems} others"
            ),
        };
}

/// <summary>Numbers of seconds as people read them: 3, 5–9, 12.</summary>
internal static class SecondText
{
    private const int MostRuns = 30;

    public static string Of(IReadOnlyList<uint> seconds)
    {
        var runs = new List<string>();
        for (var i = 0; i < seconds.Count && runs.Count <= MostRuns; )
        {
            var end = i + 1;
            while (end < seconds.Count && seconds[end] == seconds[end - 1] + 1)
                end++;
            runs.Add(
                runs.Count == MostRuns ? "…"
                : end - i == 1 ? seconds[i].ToString(CultureInfo.InvariantCulture)
                : $"{seconds[i]}–{seconds[end - 1]}"
            );
            i = end;
        }
        return string.Join(", ", runs);
    }
}
