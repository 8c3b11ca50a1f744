namespace Trading.Server.Tests.World;

/// <summary>Each test has a server of its own.</summary>
public abstract class OwnServer : IAsyncLifetime
{
    private readonly Stack<IDisposable> kept = new();

    private protected TestServer Server { get; private set; } = null!;

    /// <summary>Who did not sign in.</summary>
    private protected Client Anybody { get; private set; } = null!;

    /// <summary>Starts the server; tests with other trustees start another.</summary>
    private protected virtual Task<TestServer> StartAsync() => TestServer.StartAsync();

    public virtual async Task InitializeAsync()
    {
        Server = await StartAsync();
        Anybody = Keep(Server.Client());
    }

    public async Task DisposeAsync()
    {
        while (kept.TryPop(out var one))
            one.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>After a kill; the server answers at another port then.</summary>
    private protected async Task StartAgainAsync()
    {
        await Server.StartAgainAsync();
        Anybody = Keep(Server.Client());
    }

    /// <summary>Disposed of with the test, before its server.</summary>
    private protected T Keep<T>(T one)
        where T : IDisposable
    {
        kept.Push(one);
        return one;
    }
}

/// <summary>Each test has a server of its own, with one hall that takes bids.</summary>
public abstract class OwnHall : OwnServer
{
    private protected Hall Hall { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Hall = await Hall.OpenAsync(Server);
    }

    /// <summary>The file of a stored part.</summary>
    private protected string BlobOf(Bidder.Envelope envelope, int section, int part = 0) =>
        Path.Combine(
            Server.Data,
            "blobs",
            envelope.Id[..2],
            envelope.Id,
            Convert.ToHexStringLower(envelope.Sealed.PartRoots[section][part])
        );

    /// <summary>The file of an upload's manifest.</summary>
    private protected string ManifestOf(Bidder.Envelope envelope) =>
        Path.Combine(Server.Data, "uploads", $"{Hall.Id}.{Hall.Lot}", envelope.Id);
}

/// <summary>Each test has a server of its own, to which a manager is signed in.</summary>
public abstract class OwnManager : OwnServer
{
    private protected Client Manager { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Manager = Keep(await Server.Client(Server.Manager).SignInAsync());
    }
}
