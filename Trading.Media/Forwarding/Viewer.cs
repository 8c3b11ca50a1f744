namespace Trading.Media.Forwarding;

/// <summary>Somebody's connection that receives.</summary>
internal sealed class Viewer(int id)
{
    private const long Behind = 8_000;

    public int Id { get; } = id;

    public List<Subscription> Subscriptions { get; } = [];

    public Dictionary<uint, Subscription> Sources { get; } = [];

    /// <summary>What the viewer says that it can take, in bits per second.</summary>
    public long Estimate { get; set; } = long.MaxValue;

    /// <summary>When one of its layers last rose, or began.</summary>
    public long RoseAt { get; set; }

    /// <summary>
    /// Deals the estimate out, where it is to be believed: everybody gets the lowest layer, then those whose viewer
    /// wants the highest come first. A receiver's estimate never says more than half above what it gets, and grows by
    /// some 8 % a second. So after a rise it is behind for a while, and it never says that there is room for more: that
    /// has to be tried.
    /// </summary>
    public void Share(long now)
    {
        var isBelieved = now - RoseAt >= Behind && Estimate < Sent() * 8 / 10;
        var left = Estimate;
        foreach (var subscription in Subscriptions)
        {
            subscription.Room = isBelieved ? 0 : int.MaxValue;
            left -= Math.Min(left, subscription.Track.Layers[0].Rate);
        }
        if (!isBelieved)
            return;
        for (var wanted = MostWanted(); wanted > 0; wanted--)
            foreach (var subscription in Subscriptions)
                if (subscription.MostLayer == wanted)
                    Raise(subscription, ref left);
    }

    private long Sent()
    {
        var bits = 0L;
        foreach (var subscription in Subscriptions)
            bits += subscription.Rate;
        return bits;
    }

    private int MostWanted()
    {
        var most = 0;
        foreach (var subscription in Subscriptions)
            most = Math.Max(most, Math.Min(subscription.MostLayer, subscription.Track.Layers.Length));
        return most;
    }

    private static void Raise(Subscription subscription, ref long left)
    {
        var layers = subscription.Track.Layers;
        while (subscription.Room < Math.Min(subscription.MostLayer, layers.Length - 1))
        {
            var more = layers[subscription.Room + 1].Rate - layers[subscription.Room].Rate;
            if (more > left)
                return;
            left -= Math.Max(0, more);
            subscription.Room++;
        }
    }
}
