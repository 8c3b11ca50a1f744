using System.Collections.Concurrent;
using Trading.Documents;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// The opening record, printed from the stream whenever somebody asks. What is kept here is kept in memory to spare the
/// work: it is never stored, and never truth.
/// </summary>
public sealed class RecordFiles(Desks desks, StreamTrees trees, Lazy<Fonts> fonts)
{
    private const int MostKept = 16;
    private readonly ConcurrentDictionary<string, Lazy<Task<DocumentDraft>>> drafts = new(StringComparer.Ordinal);

    /// <summary>The draft of a concluded session; null before the conclusion.</summary>
    public async Task<DocumentDraft?> DraftAsync(string session)
    {
        var (state, head) = await desks.Session(session).ReadWithHeadAsync(Names.SessionStream(session));
        return state switch
        {
            Session.Concluded s => await KeptAsync(s, head),
            Session.Sealed s => await KeptAsync(s.Last, head - 1),
            _ => null,
        };
    }

    private async Task<DocumentDraft> KeptAsync(Session.Concluded session, long size)
    {
        var id = session.Last.Id;
        if (drafts.Count >= MostKept && !drafts.ContainsKey(id))
            drafts.Clear();
        var kept = drafts.GetOrAdd(
            id,
            _ => new Lazy<Task<DocumentDraft>>(() => Task.Run(() => PrintAsync(session, size)))
        );
        try
        {
            return await kept.Value;
        }
        catch
        {
            drafts.TryRemove(id, out _);
            throw;
        }
    }

    private async Task<DocumentDraft> PrintAsync(Session.Concluded session, long size) =>
        RecordDocument.Draft(
            session,
            size,
            await trees.RootAsync(Names.SessionStream(session.Last.Id), size),
            fonts.Value
        );
}
