namespace Trading.Media.Forwarding;

/// <summary>
/// Which layer one viewer gets of one track. Down at once: at a loss of 10 % in one report, of 4 % in two, or when the
/// viewer's own estimate has no room. Up one layer after 2 s while there was no trouble yet; afterwards after 15 s
/// without, and where that fails within 10 s, the next try comes after 30 s. So a slow viewer settles on the low layer
/// and asks nothing of anybody. Times in milliseconds.
/// </summary>
public sealed class LayerChoice
{
    /// <summary>Loss that is too much in one report, in 256ths.</summary>
    public const byte BadLoss = 26;

    /// <summary>Loss that is too much in two reports, in 256ths.</summary>
    public const byte SomeLoss = 10;

    /// <summary>Quiet time before a try while nothing went wrong yet.</summary>
    public const long Start = 2_000;

    /// <summary>Quiet time before a try once something did.</summary>
    public const long Probe = 15_000;

    /// <summary>Quiet time after a try that failed.</summary>
    public const long LongProbe = 30_000;

    private const long FailsWithin = 10_000;

    private long quietSince;
    private long roseAt = long.MinValue;
    private long wait = Start;
    private bool hadLoss;

    /// <summary>Begins with a layer.</summary>
    /// <param name="layer">From 0, the lowest.</param>
    /// <param name="now">Milliseconds.</param>
    public LayerChoice(int layer, long now) => (Layer, quietSince) = (layer, now);

    /// <summary>The layer to send.</summary>
    public int Layer { get; private set; }

    /// <summary>A receiver report of the viewer: what it lost, in 256ths.</summary>
    public void Reported(byte loss, long now)
    {
        if (loss >= BadLoss || loss >= SomeLoss && hadLoss)
            Fall(Layer - 1, now);
        if (loss >= SomeLoss)
            quietSince = now;
        hadLoss = loss >= SomeLoss;
    }

    /// <summary>
    /// What there is to choose from now: <paramref name="room"/> is the highest layer that fits the viewer's estimate,
    /// <paramref name="most"/> the highest one that it wants and that is sent at all.
    /// </summary>
    /// <returns>Whether it rose: a try, whose outcome reports will tell.</returns>
    public bool Look(int room, int most, long now)
    {
        if (Layer > most)
            Layer = Math.Max(0, most);
        if (Layer > room)
            Fall(room, now);
        if (Layer >= most || Layer >= room || now - quietSince < wait)
            return false;
        Layer++;
        (roseAt, quietSince) = (now, now);
        return true;
    }

    private void Fall(int layer, long now)
    {
        quietSince = now;
        hadLoss = false;
        if (Layer == 0)
            return;
        Layer = Math.Max(0, layer);
        // A try that was paid for at once is not repeated soon.
        wait = roseAt != long.MinValue && now - roseAt < FailsWithin ? LongProbe : Probe;
    }
}
