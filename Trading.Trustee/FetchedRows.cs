using Trading.Crypto;
using Trading.Evaluation.Releases;

namespace Trading.Trustee;

/// <summary>
/// Rows behind roots, those that were asked for last: of one draw they are wanted again for every record. Only rows
/// that give their root are remembered, so one wrong answer of the platform is not every later one. A cache: losing it
/// costs a call.
/// </summary>
internal sealed class FetchedRows(PlatformClient platform) : IDisposable
{
    private const int Most = 4;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly List<(TrusteeNeed.Rows Of, byte[] Bytes)> kept = [];

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    /// <summary>The rows as the platform sends them; whether they give the root decides the rule.</summary>
    public async Task<byte[]> FindAsync(TrusteeNeed.Rows need, CancellationToken stop)
    {
        await gate.WaitAsync(stop);
        try
        {
            if (kept.Find(known => known.Of == need) is { Bytes: { } known })
                return known;
            var bytes = await platform.RowsAsync(need.Session, need.Root, stop);
            if (!ShownRows.TryParse(Suite.P256, bytes, Convert.FromHexString(need.Root), out _))
                return bytes;
            kept.Insert(0, (need, bytes));
            kept.RemoveRange(Math.Min(Most, kept.Count), kept.Count - Math.Min(Most, kept.Count));
            return bytes;
        }
        finally
        {
            gate.Release();
        }
    }
}
