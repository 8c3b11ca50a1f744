using Trading.Crypto;
using Trading.Locks.Tests.Trustee;

namespace Trading.Trustee.Tests;

/// <summary>
/// Three trustee agents with real stores on disk around one relay; any of them may be stopped and started again.
/// </summary>
public class Office<TPlatform>(Relay<TPlatform> relay) : IDisposable
    where TPlatform : class, IModelPlatform
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustee-");
    private readonly Dictionary<int, TrusteeAgent> agents = [];
    private readonly Dictionary<int, PlatformClient> looks = [];

    public Relay<TPlatform> Relay { get; } = relay;
    public List<string> Log { get; } = [];
    public string Folder => folder.FullName;

    /// <summary>Wraps a trustee's store, where a test wants to break it.</summary>
    public Func<int, ITrusteeStore, ITrusteeStore> Store { get; set; } = (_, store) => store;

    /// <summary>Wraps a trustee's way to the platform.</summary>
    public Func<int, HttpMessageHandler, HttpMessageHandler> Way { get; set; } = (_, way) => way;

    public string DataOf(int trustee) => Path.Combine(Folder, $"t{trustee}");

    public TrusteeAgent Agent(int trustee)
    {
        if (agents.TryGetValue(trustee, out var agent))
            return agent;
        var self = Relay.Platform.Selves[trustee - 1];
        var store = Store(trustee, TrusteeStore.Open(DataOf(trustee), self.SigningKey.PublicPoint));
        var http = PlatformClient.NewHttp(new Uri("http://platform.test/"), Way(trustee, new Kept(Relay)));
        looks[trustee] = new PlatformClient(
            PlatformClient.NewHttp(new Uri("http://platform.test/"), new Kept(Relay)),
            self
        );
        return agents[trustee] = new TrusteeAgent(
            self,
            store,
            http,
            () => Relay.Ask(p => p.Now),
            line =>
            {
                lock (Log)
                    Log.Add(line);
            }
        );
    }

    /// <summary>Ends a trustee's process as kill -9 does: whatever it held in memory is gone.</summary>
    public void Kill(int trustee)
    {
        if (agents.Remove(trustee, out var agent))
            agent.Dispose();
    }

    /// <summary>
    /// One look of each into its inbox; a crash of an agent kills it, and it is started again by the next look.
    /// </summary>
    public async Task RoundAsync(params int[] who)
    {
        foreach (var trustee in who.Length > 0 ? who : [1, 2, 3])
        {
            try
            {
                var agent = Agent(trustee);
                await agent.ServeAsync((await looks[trustee].InboxAsync(null, default)).Wants, default);
            }
            catch (CrashException)
            {
                Kill(trustee);
            }
        }
    }

    public async Task RoundsAsync(int count, params int[] who)
    {
        for (var i = 0; i < count; i++)
            await RoundAsync(who);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        foreach (var trustee in agents.Keys.ToList())
            Kill(trustee);
        folder.Delete(recursive: true);
    }

    // The relay outlives an agent, so this does not dispose of it as a DelegatingHandler would.
    private sealed class Kept(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker invoker = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => invoker.SendAsync(request, cancellationToken);
    }
}

/// <summary>Three trustees around a rehearsed opening.</summary>
public sealed class Office(Rehearsal? platform = null) : Office<Rehearsal>(new Relay(platform ?? new Rehearsal()))
{
    /// <summary>The whole way from the policy to the opened offers.</summary>
    public async Task<string[]?> OpenAsync()
    {
        await RoundsAsync(6);
        Relay.Do(p =>
        {
            for (var i = 1; i <= 3; i++)
                p.Submit($"offer {i}");
        });
        Relay.Do(p => p.Now = p.Policy.CloseAt - 10 * Rehearsal.Second);
        Relay.Do(p => p.SealTicks());
        await RoundsAsync(2);
        Relay.Do(p => p.Now = p.Policy.CloseAt + Rehearsal.Second);
        Relay.Do(p => p.SealTicks());
        for (var i = 0; i < 10; i++)
        {
            await RoundAsync();
            if (Relay.Ask(p => p.Numbers().All(n => p.Said(TrusteeMessageKind.Partials, n) is not null)))
                break;
            Relay.Do(p => p.Now += Rehearsal.Second);
        }
        return Relay.Ask(p => p.Open());
    }
}

/// <summary>The process ended here.</summary>
public sealed class CrashException : Exception;
