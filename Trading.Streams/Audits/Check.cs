namespace Trading.Streams.Audits;

/// <summary>What one check found.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">One sentence with the facts.</param>
public sealed record Finding(CheckOutcome Outcome, string Detail)
{
    /// <summary>It holds.</summary>
    public static Finding Pass(string detail) => new(CheckOutcome.Pass, detail);

    /// <summary>It does not hold.</summary>
    public static Finding Fail(string detail) => new(CheckOutcome.Fail, detail);

    /// <summary>This archive may not hold what the check needs.</summary>
    public static Finding Withheld(string detail) => new(CheckOutcome.Withheld, detail);

    /// <summary>There is nothing to check.</summary>
    public static Finding Nothing(string detail) => new(CheckOutcome.NotApplicable, detail);

    /// <summary>Passes unless a problem is named.</summary>
    public static Finding Of(string? problem, string detail) => problem is null ? Pass(detail) : Fail(problem);
}

/// <summary>
/// One check: its number, what it asks, what it costs beside others (for stopping early), and itself.
/// </summary>
/// <typeparam name="TCase">What the archive of one procedure says.</typeparam>
/// <param name="Number">V01, V02 …, as docs/spec/archive.md numbers them.</param>
/// <param name="Title">What is checked.</param>
/// <param name="Cost">Rises with the time that it takes.</param>
/// <param name="Run">The check.</param>
public sealed record Check<TCase>(string Number, string Title, int Cost, Func<TCase, Finding> Run)
    where TCase : IStreamCase;
