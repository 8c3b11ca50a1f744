using System.Security.Cryptography;

namespace Trading.Cli;

/// <summary>
/// Pauses between tries that have no end: from half a second, doubling, to half a minute, each shifted by up to a
/// quarter so that many who lost the same line do not come back in one instant.
/// </summary>
internal sealed class Pauses
{
    private const double FirstMs = 500;
    private const double MostMs = 30_000;
    private double next = FirstMs;

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        var shifted = next * (0.75 + RandomNumberGenerator.GetInt32(0, 5_001) / 10_000.0);
        next = Math.Min(next * 2, MostMs);
        return TimeSpan.FromMilliseconds(Math.Clamp(shifted, FirstMs, MostMs));
    }
}
