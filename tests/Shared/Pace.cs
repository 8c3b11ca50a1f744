namespace Trading.Tests;

/// <summary>
/// How many times slower than usual this machine is just now. What has to happen in the end is waited for that much
/// longer; what comes sooner is seen sooner.
/// </summary>
internal sealed record Pace(double Factor)
{
    private const double Most = 4;

    /// <summary>As on an idle machine.</summary>
    public static Pace Usual { get; } = new(1);

    /// <summary>The slowest that is reckoned with: for a test that starts nothing by which it could tell.</summary>
    public static Pace Slowest { get; } = new(Most);

    /// <summary>By how long something took that usually takes that long.</summary>
    public static Pace Of(TimeSpan took, TimeSpan usual) => new(Math.Clamp(took / usual, Usual.Factor, Most));

    /// <summary>How long to wait for something that takes so many seconds at most on an idle machine.</summary>
    public TimeSpan Patience(double seconds) => TimeSpan.FromSeconds(seconds * Factor);
}
