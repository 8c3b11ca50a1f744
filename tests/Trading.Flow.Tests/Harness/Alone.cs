namespace Trading.Flow.Tests;

/// <summary>Tests that look at the clock or at a process's memory run after all others, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "alone";
}

/// <summary>
/// Stories that end processes have platforms of their own, one at a time, beside the shared one: two cores carry no
/// more.
/// </summary>
[CollectionDefinition(Name)]
public class Faults
{
    public const string Name = "faults";
}

/// <summary>A folder that is gone with the test.</summary>
internal sealed class TemporaryFolder : IAsyncDisposable, IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("trading-flow-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
