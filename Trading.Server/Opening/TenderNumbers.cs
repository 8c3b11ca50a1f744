using Trading.Opening;
using Trading.Server.People;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// Which sessions were published under which tender number, from the first event of every session's stream: the log is
/// the one source, and every page, list and lock that shows a session asks here. Numbers are compared as <see
/// cref="LookAlike"/> says.
/// </summary>
public sealed class TenderNumbers(IEventLog log, Desks desks) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly List<Publication> published = [];
    private readonly Dictionary<string, List<Publication>> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Publication> bySession = new(StringComparer.Ordinal);

    /// <summary>How often the number of a published session was published, and which one this is.</summary>
    public Task<TenderMark> MarkAsync(string session) => WithAllAsync(() => MarkOfAsync(session));

    /// <summary>The same of several sessions.</summary>
    public Task<Dictionary<string, TenderMark>> MarksAsync(IReadOnlyList<string> sessions) =>
        WithAllAsync(async () =>
        {
            var marks = new Dictionary<string, TenderMark>(StringComparer.Ordinal);
            foreach (var session in sessions)
                marks[session] = await MarkOfAsync(session);
            return marks;
        });

    /// <summary>Whether the number was published before by somebody else.</summary>
    public Task<bool> IsAnothersAsync(string tenderCode, Publisher publisher) =>
        WithAllAsync(() =>
        {
            var same = byNumber.GetValueOrDefault(LookAlike.Fold(tenderCode)) ?? [];
            return Task.FromResult(same.Exists(one => !one.IsOf(publisher)));
        });

    /// <summary>
    /// Lots of a publisher's sessions that wait for their locks, among those published after an instant (UTC
    /// microseconds).
    /// </summary>
    public Task<int> WaitingLotsAsync(Publisher publisher, long after) =>
        WithAllAsync(async () =>
        {
            var waiting = 0;
            foreach (var one in published.Where(one => one.At > after && one.IsOf(publisher)))
                if (await desks.Session(one.Session).ReadAsync() is Session.Running running)
                    waiting += running.Lots.Values.Count(lot => lot is Lot.Ceremony);
            return waiting;
        });

    public void Dispose() => turn.Dispose();

    private async Task<TenderMark> MarkOfAsync(string session)
    {
        var same = byNumber[bySession[session].Folded];
        var place = same.FindIndex(one => one.Session == session);
        var earlier = place > 0 ? await OtherAsync(same[place - 1]) : null;
        var later = place + 1 < same.Count ? await OtherAsync(same[^1]) : null;
        return new TenderMark(same.Count, place + 1, earlier, later);
    }

    private async Task<T> WithAllAsync<T>(Func<Task<T>> ask)
    {
        await turn.WaitAsync();
        try
        {
            await ReadNewAsync();
            return await ask();
        }
        finally
        {
            turn.Release();
        }
    }

    // Sessions come in the order of their first events, so those that were read stay where they are.
    private async Task ReadNewAsync()
    {
        var sessions = await desks.SessionsAsync();
        foreach (var session in sessions.Skip(published.Count))
        {
            var first = (await log.ReadAsync(Names.SessionStream(session), 0, 1))[0];
            if (EventCodec.DecodeSession(first.Type, first.Bytes) is not SessionPrepared prepared)
                throw new InvalidDataException($"{session} does not begin with its publication");
            Add(new Publication(session, prepared.At, LookAlike.Fold(prepared.Terms.TenderCode), prepared.Terms));
        }
    }

    private void Add(Publication one)
    {
        published.Add(one);
        bySession[one.Session] = one;
        if (!byNumber.TryGetValue(one.Folded, out var same))
            byNumber[one.Folded] = same = [];
        same.Add(one);
    }

    private async Task<OtherSession> OtherAsync(Publication other) =>
        new(other.Session, other.At, WordOf(await desks.Session(other.Session).ReadAsync()));

    private static string WordOf(Session state) =>
        state.Published() is { } running && running.Lots.Values.All(lot => lot is Lot.Failed)
            ? "failed"
            : state switch
            {
                Session.Sealed => "sealed",
                Session.Concluded => "concluded",
                _ => "running",
            };

    private sealed record Publication(string Session, long At, string Folded, SessionTerms Terms)
    {
        // Terms of version 1 name no publisher: those sessions were published by their host.
        public bool IsOf(Publisher publisher) =>
            Terms.Publisher is { } own
                ? LookAlike.Same(own.Name, publisher.Name)
                : Terms.Roles.Any(role => role.Role == Role.Host && role.Key.AsSpan().SequenceEqual(publisher.Key));
    }
}
