using System.Collections.Concurrent;

namespace Trading.Server.Streams;

/// <summary>
/// Things that are made when first asked for, one of each, however many ask at once. A thing that is told of the log's
/// growth from its making on would else have a twin that is told for ever and that nobody has.
/// </summary>
public sealed class OnceEach<TKey, TThing>(Func<TKey, TThing> make)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<TThing>> things = new();

    public TThing Of(TKey key) =>
        things.TryGetValue(key, out var known)
            ? known.Value
            : things.GetOrAdd(key, static (key, make) => new Lazy<TThing>(() => make(key)), make).Value;

    /// <summary>Whether it was asked for.</summary>
    public bool Has(TKey key) => things.ContainsKey(key);
}
