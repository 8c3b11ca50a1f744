namespace Trading.Edge.Hosting;

/// <summary>How a process with a web origin is begun from a command line, and how it says why it is not.</summary>
/// <param name="Verb">As <c>trading VERB</c> names it; the command line hands it over as the first word.</param>
/// <param name="Usage">What <c>--help</c> prints.</param>
public sealed record EdgeProgram(string Verb, string Usage)
{
    private const int Refused = 1;
    private const int Senseless = 2;

    /// <summary>
    /// Parses and runs. Exit codes: 0 done, 1 refused with a sentence, 2 the command line makes no sense.
    /// </summary>
    /// <param name="args">As the process got them.</param>
    /// <param name="parse">The options, or null where they make no sense.</param>
    /// <param name="run">Does what the options say.</param>
    /// <param name="isSetup">Whether a failure is of the set-up: its message is for the operator.</param>
    public async Task<int> RunAsync<T>(
        string[] args,
        Func<IReadOnlyList<string>, T?> parse,
        Func<T, Task<int>> run,
        Func<Exception, bool> isSetup
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(parse);
        ArgumentNullException.ThrowIfNull(run);
        string[] words = args is [var first, .. var rest] && first == Verb ? rest : args;
        if (words.Contains("--help"))
        {
            Console.Out.WriteLine(Usage);
            return 0;
        }
        if (parse(words) is not { } options)
        {
            await Console.Error.WriteLineAsync(Usage);
            return Senseless;
        }
        try
        {
            return await run(options);
        }
        catch (Exception wrong) when (isSetup(wrong))
        {
            return await RefuseAsync(wrong.Message);
        }
        catch (InvalidOperationException taken) when (taken.InnerException is IOException)
        {
            return await RefuseAsync($"{taken.Message}: stop it first");
        }
    }

    /// <summary>Serves until it is told to stop.</summary>
    public static async Task<int> ServeAsync(WebApplication app)
    {
        await using (app)
            await app.RunAsync();
        return 0;
    }

    /// <summary>Says why it is not done.</summary>
    public async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync($"trading {Verb}: {why}");
        return Refused;
    }
}
