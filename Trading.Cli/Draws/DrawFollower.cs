using System.Text;
using Trading.Evaluation.Draws;

namespace Trading.Cli;

/// <summary>Follows the public stream of a draw by asking for it again.</summary>
public static class DrawFollower
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// All events once one is what is waited for; null when that did not come within <paramref name="patience"/>.
    /// </summary>
    public static async Task<IReadOnlyList<DrawEvent>?> UntilAsync(
        ApiClient api,
        string draw,
        Func<IReadOnlyList<DrawEvent>, bool> so,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(so);
        for (var end = DateTimeOffset.UtcNow + patience; ; await Task.Delay(Pause, cancel))
        {
            var page = await api.FeedAsync(Names.DrawStream(draw), -1, cancel);
            var events = page.Events.Select(e => DrawCodec.Table.Decode(Encoding.UTF8.GetBytes(e.E))).ToList();
            if (so(events))
                return events;
            if (DateTimeOffset.UtcNow > end)
                return null;
        }
    }
}
