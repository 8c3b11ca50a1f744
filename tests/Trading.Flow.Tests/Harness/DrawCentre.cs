namespace Trading.Flow.Tests;

/// <summary>A platform and the offices of draws, all as processes of their own.</summary>
internal sealed class DrawCentre : IAsyncDisposable
{
    private DrawCentre(Platform platform, DrawProcesses offices) => (Platform, Offices) = (platform, offices);

    public Platform Platform { get; }

    public DrawProcesses Offices { get; }

    /// <summary>Starts everything over a pool of planted experts.</summary>
    public static async Task<DrawCentre> StartAsync(string name, byte[]? pool = null)
    {
        var platform = await Platform.StartAsync(name);
        try
        {
            return new DrawCentre(
                platform,
                await DrawProcesses.StartAsync(platform, pool ?? Planted.Table(Planted.Everybody))
            );
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>kill -9 of a process of the platform or of an office, and the same one again.</summary>
    public async Task KillAndBeginAsync(string name)
    {
        if (Offices.Has(name))
        {
            await Offices.KillAsync(name);
            Offices.Begin(name);
            return;
        }
        await Platform.KillAsync(name);
        if (name == "server")
            Platform.BeginServer();
        else
            Platform.StartTrustee(name);
    }

    public async ValueTask DisposeAsync()
    {
        Offices.Dispose();
        await Platform.DisposeAsync();
    }
}
