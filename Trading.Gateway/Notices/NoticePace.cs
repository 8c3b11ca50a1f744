namespace Trading.Gateway.Notices;

/// <summary>How patient a gateway is.</summary>
public sealed record NoticePace
{
    /// <summary>So many calls that nobody takes are no answer.</summary>
    public const int Rings = 3;

    /// <summary>So many failures of the provider one after the other are said.</summary>
    public const int MostFailures = 10;

    /// <summary>A call that is not over by then counts as one that could not be made.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(10);

    /// <summary>Between two looks at what is wanted.</summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between a call that nobody took and the next.</summary>
    public TimeSpan BetweenRings { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After a first failure of the provider; it doubles with each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, and that after <see cref="MostFailures"/>.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two looks for pages that are over.</summary>
    public TimeSpan BetweenSweeps { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait after so many failures, from 1.</summary>
    public TimeSpan After(int failures)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(failures, MostFailures) - 1);
        return wait < LongestWait ? wait : LongestWait;
    }
}
