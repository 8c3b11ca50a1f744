using Xunit.Abstractions;

namespace Trading.Flow.Tests;

/// <summary>Something costly that the first user starts and the last one ends.</summary>
internal sealed class Shared<T>(Func<Task<T>> start)
    where T : class, IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private T? held;
    private int users;

    public T Value => held!;

    public async Task EnterAsync()
    {
        await Gate.WaitAsync();
        try
        {
            held ??= await start();
            users++;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>What runs alone later has the machine for itself.</summary>
    public async Task LeaveAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (--users > 0)
                return;
            await held!.DisposeAsync();
            held = null;
        }
        finally
        {
            Gate.Release();
        }
    }
}

/// <summary>
/// Stories that disturb nobody share one platform and run at the same time: each has a session of its own, as in a real
/// centre.
/// </summary>
public abstract class OnSharedPlatform(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly Shared<Platform> Held = new(() => Platform.StartAsync("shared"));

    private protected ITestOutputHelper Output => output;

    private protected static Platform Platform => Held.Value;

    Task IAsyncLifetime.InitializeAsync() => Held.EnterAsync();

    Task IAsyncLifetime.DisposeAsync() => Held.LeaveAsync();

    private protected Task TellAsync(Func<Task> story) => Platform.TellAsync(output, story);
}

/// <summary>Stories of draws share one centre with all its offices; each has experts and a place of its own.</summary>
public abstract class OnDrawCentre(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly Shared<DrawCentre> Held = new(() => DrawCentre.StartAsync("draws"));

    private protected ITestOutputHelper Output => output;

    private protected static DrawCentre Centre => Held.Value;

    Task IAsyncLifetime.InitializeAsync() => Held.EnterAsync();

    Task IAsyncLifetime.DisposeAsync() => Held.LeaveAsync();

    private protected Task TellAsync(Func<Task> story) => Centre.Platform.TellAsync(output, story);
}
