using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>Everything that did not hold, as sentences.</summary>
internal sealed class Findings(TextWriter output)
{
    private const int Shown = 20;
    private readonly List<string> sentences = [];
    private readonly Lock gate = new();

    public bool Any => sentences.Count > 0;

    public void Wrong(string sentence)
    {
        lock (gate)
            sentences.Add(sentence);
    }

    public void Require(bool holds, string otherwise)
    {
        if (!holds)
            Wrong(otherwise);
    }

    /// <summary>
    /// Does the work; what a platform or a broken line may cause becomes a finding, a bug of ours does not.
    /// </summary>
    public async Task TryAsync(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception problem)
            when (problem
                    is CommandException
                        or ApiException
                        or HttpRequestException
                        or IOException
                        or InvalidDataException
                        or TimeoutException
            )
        {
            Wrong($"{what}: {problem.Message}");
        }
    }

    public void Print()
    {
        foreach (var sentence in sentences.Take(Shown))
            output.WriteLine($"wrong: {sentence}");
        if (sentences.Count > Shown)
            output.WriteLine($"wrong: and {sentences.Count - Shown} more");
    }
}
