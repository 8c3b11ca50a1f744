using System.Collections.Concurrent;
using Trading.Evaluation.Draws;

namespace Trading.Server.Draws;

/// <summary>Draws of which an office may still be asked something. Closed ones are not looked at again.</summary>
public sealed class OpenDraws(DrawDesks desks, Clock clock)
{
    // Nothing is asked about a draw that is closed, however many there were.
    private readonly ConcurrentDictionary<string, bool> closed = new(StringComparer.Ordinal);

    /// <summary>All that are open now, in the order of their publication.</summary>
    public async Task<IReadOnlyList<Draw>> AllAsync()
    {
        var open = new List<Draw>();
        foreach (var id in (await desks.AllAsync()).Where(id => !closed.ContainsKey(id)))
        {
            var state = await desks.FindAnyAsync(id);
            if (IsClosed(state, clock.Now))
                closed[id] = true;
            else if (state is not null)
                open.Add(state);
        }
        return open;
    }

    /// <summary>How many of them the holder of this key (65 bytes) has published.</summary>
    public async Task<int> CountOfAsync(byte[] host) =>
        (await AllAsync()).Count(state => HostOf(state)?.AsSpan().SequenceEqual(host) == true);

    private static byte[]? HostOf(Draw state) =>
        state switch
        {
            Draw.Published s => s.Facts.Policy.Roles.Host,
            Draw.Imported s => s.Facts.Import.Host,
            _ => null,
        };

    // A committee that stands leaves and comes back until the door closes; nobody asks anything else of it.
    private static bool IsClosed(Draw? state, long now) =>
        state switch
        {
            // Who was told of a draw that failed is called off until the pages of notices are over.
            Draw.Over { Failure: not null, Last: Draw.Committed s } => now >= DrawDue.LastArrivalAt(s.Facts.Request),
            Draw.Over s => s is not { Failure: null, Last: Draw.Drawn } || now >= DrawDue.DoorClosesAt(s.Facts.Request),
            Draw.ImportOver s => s.Failure is not null || now >= DrawDue.DoorClosesAt(s.Facts.Import.Request),
            _ => false,
        };
}
