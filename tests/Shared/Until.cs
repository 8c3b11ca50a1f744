namespace Trading.Tests;

/// <summary>Waits for something that can be seen, never for a time to pass.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks until there is something to see; past the patience the test fails with the sentence.</summary>
    public static async Task<T> SeenAsync<T>(string what, TimeSpan patience, Func<Task<T?>> look)
        where T : class
    {
        var end = DateTime.UtcNow + patience;
        while (true)
        {
            if (await look() is { } seen)
                return seen;
            if (DateTime.UtcNow > end)
                throw new TimeoutException($"Waited {patience.TotalSeconds:0} s in vain: {what}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Looks until it is so.</summary>
    public static Task TrueAsync(string what, TimeSpan patience, Func<Task<bool>> look) =>
        SeenAsync<object>(what, patience, async () => await look() ? what : null);
}
