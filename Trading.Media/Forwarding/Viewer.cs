namespace Trading.Media.Forwarding;

/// <summary>Somebody's connection that receives.</summary>
internal sealed class Viewer(int id)
{
    public int Id { get; } = id;

    public List<Subscription> Subscriptions { get; } = [];

    public Dictionary<uint, Subscription> Sources { get; } = [];

    /// <summary>What the viewer says that it can take, in bits per second.</summary>
    public long Estimate { get; set; } = long.MaxValue;

    /// <summary>
    /// Deals the estimate out: everybody gets the lowest layer, then those whose viewer wants the highest come first.
    /// </summary>
    public void Share()
    {
        var left = Estimate;
        foreach (var subscription in Subscriptions)
        {
            subscription.Room = Estimate == long.MaxValue ? int.MaxValue : 0;
            left -= Math.Min(left, subscription.Track.Layers[0].Rate);
        }
        if (Estimate == long.MaxValue)
            return;
        for (var wanted = MostWanted(); wanted > 0; wanted--)
            foreach (var subscription in Subscriptions)
                if (subscription.MostLayer == wanted)
                    Raise(subscription, ref left);
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
