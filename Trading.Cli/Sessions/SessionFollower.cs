namespace Trading.Cli;

/// <summary>Follows one session's public stream by pages.</summary>
public sealed class SessionFollower(ApiClient api, string session)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public string Id { get; } = session;

    public SessionFold Fold { get; } = new(session);

    public Session State => Fold.State;

    /// <summary>Reads what is new; empty when there is nothing.</summary>
    public async Task<IReadOnlyList<SessionEvent>> PullAsync(CancellationToken cancel)
    {
        var fresh = new List<SessionEvent>();
        while (true)
        {
            var page = await api.FeedAsync(Fold.Stream, Fold.Height - 1, cancel);
            foreach (var item in page.Events)
                fresh.Add(Fold.Take(item));
            if (page.Events.Count == 0 || Fold.Height >= page.Head)
                return fresh;
        }
    }

    /// <summary>Pulls until the state pleases, or throws <see cref="TimeoutException"/>.</summary>
    public async Task<Session> UntilAsync(Func<Session, bool> pleases, TimeSpan patience, CancellationToken cancel)
    {
        for (var end = DateTimeOffset.UtcNow + patience; ; await Task.Delay(Pause, cancel))
        {
            await PullAsync(cancel);
            if (pleases(State))
                return State;
            if (DateTimeOffset.UtcNow >= end)
                throw new TimeoutException($"The session did not come there within {patience.TotalSeconds:0} s.");
        }
    }
}
