using System.Globalization;

namespace Trading.LoadTests;

/// <summary>What happened when, told relative to the deadline.</summary>
internal sealed class Timeline
{
    private readonly List<(long At, string What)> entries = [];
    private readonly Lock gate = new();

    /// <summary>Notes an instant, UTC microseconds.</summary>
    public void Note(long at, string what)
    {
        lock (gate)
            entries.Add((at, what));
    }

    public void Print(long closeAt, TextWriter output)
    {
        output.WriteLine("timeline, seconds relative to the deadline:");
        foreach (var (at, what) in entries.OrderBy(e => e.At))
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  {(at - closeAt) / 1e6, 9:+0.000;-0.000}  {what}")
            );
    }
}
