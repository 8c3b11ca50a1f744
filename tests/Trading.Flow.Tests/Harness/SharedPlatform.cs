using Xunit.Abstractions;

namespace Trading.Flow.Tests;

/// <summary>
/// Stories that disturb nobody share one platform and run at the same time: each has a session of its own, as in a real
/// centre.
/// </summary>
public abstract class OnSharedPlatform(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static Platform? platform;
    private static int users;

    private protected ITestOutputHelper Output => output;

    private protected static Platform Platform => platform!;

    /// <summary>The first one starts it.</summary>
    async Task IAsyncLifetime.InitializeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            platform ??= await Platform.StartAsync("shared");
            users++;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>The last one ends it, so that what runs alone later has the machine for itself.</summary>
    async Task IAsyncLifetime.DisposeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (--users > 0)
                return;
            await platform!.DisposeAsync();
            platform = null;
        }
        finally
        {
            Gate.Release();
        }
    }

    private protected Task TellAsync(Func<Task> story) => Platform.TellAsync(output, story);
}
