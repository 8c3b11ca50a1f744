using Trading.Flow.Tests.Secrets;
using Trading.Offices;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>
/// One of each role that may look at a draw: anybody, the staff, a bidder, the trustees, the offices. Each asks for
/// everything that there is to read.
/// </summary>
internal sealed class Onlookers : IDisposable
{
    private readonly List<Observer> observers = [];
    private readonly string draw;

    private Onlookers(string draw) => this.draw = draw;

    public static async Task<Onlookers> ComeAsync(Platform platform, string draw)
    {
        var (all, unused) = (new Onlookers(draw), new Transcript());
        all.observers.Add(await Observer.AnybodyAsync(platform, unused));
        foreach (var role in new[] { "host", "agent", "supervisor", "manager" })
        {
            using var person = platform.Crew.Person(role);
            all.observers.Add(await Observer.PersonAsync(platform, unused, role, person));
        }
        using var bidder = platform.Crew.Newcomer("旁观投标人");
        all.observers.Add(await Observer.PersonAsync(platform, unused, "bidder", bidder));
        foreach (var trustee in Crew.Trustees)
            all.observers.Add(await Observer.TrusteeAsync(platform, unused, trustee));
        foreach (var office in Enum.GetValues<OfficeKind>())
            all.observers.Add(await Observer.OfficeAsync(platform, unused, office));
        return all;
    }

    /// <summary>What is found in all that they are answered now, with the role before it.</summary>
    public async Task<IReadOnlyCollection<string>> SeeAsync(NeedleSearch search)
    {
        var found = new List<string>();
        foreach (var observer in observers)
        foreach (var path in Paths())
            found.AddRange(Find(search, observer.Role, await observer.BytesAsync(path)));
        return found;
    }

    /// <summary>One of them asks for something.</summary>
    public Task<byte[]> AskAsync(string path) => observers[0].BytesAsync(path);

    public static IEnumerable<string> Find(NeedleSearch search, string role, byte[] answer)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        search.Search(answer, found);
        return found.Select(f => $"{role} {f}");
    }

    public void Dispose()
    {
        foreach (var observer in observers)
            observer.Dispose();
    }

    private IEnumerable<string> Paths()
    {
        string[] streams = [Names.DrawStream(draw), Names.DrawnStream(draw), Names.SeatedStream(draw)];
        return
        [
            "healthz",
            "metrics",
            "api/metrics",
            "api/time",
            "api/trust",
            "api/draws",
            "api/sessions",
            "api/draws/tasks",
            "api/trustee/inbox",
            $"api/draws/{draw}/archive?kind=public",
            $"api/draws/{draw}/archive?kind=full",
            .. streams.SelectMany(s => new[] { $"api/feed/{s}?after=-1", $"api/streams/{s}/checkpoint" }),
        ];
    }
}
