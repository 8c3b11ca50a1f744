using System.Text;
using Trading.Crypto;
using Trading.Opening;

namespace Trading.Cli;

/// <summary>
/// Follows one session's public stream by pages and folds it: the same state as the platform's, from the bytes alone. It keeps the
/// tree's compact range, so a head can be compared with a checkpoint at any time.
/// </summary>
public sealed class SessionFollower(ApiClient api, string session)
{
    private readonly CompactRange tree = new(Suite.P256);

    public string Id { get; } = session;

    public string Stream { get; } = Names.SessionStream(session);

    public Session State { get; private set; } = new Session.None();

    /// <summary>Height of the next event, which is the number of events read.</summary>
    public long Height { get; private set; }

    public byte[] Root() => tree.Root();

    /// <summary>Reads what is new; empty when there is nothing.</summary>
    public async Task<IReadOnlyList<SessionEvent>> PullAsync(CancellationToken cancel)
    {
        var fresh = new List<SessionEvent>();
        while (true)
        {
            var page = await api.FeedAsync(Stream, Height - 1, cancel);
            foreach (var item in page.Events) fresh.Add(Take(item));
            if (page.Events.Count == 0 || Height >= page.Head) return fresh;
        }
    }

    /// <summary>Pulls until the state pleases, or throws <see cref="TimeoutException"/>.</summary>
    public async Task<Session> UntilAsync(Func<Session, bool> pleases, TimeSpan patience, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(patience);
        try
        {
            while (true)
            {
                await PullAsync(timeout.Token);
                if (pleases(State)) return State;
                await Task.Delay(TimeSpan.FromMilliseconds(250), timeout.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"The session did not come there within {patience.TotalSeconds:0} s.");
        }
    }

    private SessionEvent Take(FeedEvent item)
    {
        if (item.H != Height) throw new InvalidDataException($"{Stream}: event {item.H} came where {Height} was expected.");
        var bytes = Encoding.UTF8.GetBytes(item.E);
        var happened = EventCodec.DecodeSession(bytes);
        tree.Append(LeafOf(item, happened.GetType().Name, bytes));
        State = Decider.Evolve(State, happened);
        Height++;
        return happened;
    }

    private static byte[] LeafOf(FeedEvent item, string type, byte[] bytes)
    {
        var data = StreamLeaf.Of(Suite.P256, item.Salt ?? throw new InvalidDataException($"Event {item.H} came without its salt."), item.H, type, bytes);
        return TreeHash.Leaf(Suite.P256, data);
    }
}
