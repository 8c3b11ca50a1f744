using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;

namespace Trading.Evaluation.Audits;

/// <summary>
/// Who sits after a draw, as its archive says it. Whether the archive holds is <see cref="DrawArchiveAudit"/>'s
/// question.
/// </summary>
/// <param name="Draw">The draw's id.</param>
/// <param name="Gate">The gate's key, 65 bytes.</param>
/// <param name="Supervisor">The supervisor's key, 65 bytes.</param>
/// <param name="Experts">Positions of those who were drawn, and numbers of those whom an import names.</param>
/// <param name="Buyers">Numbers of those whom the buyer sends.</param>
/// <param name="Named">Names by position or number; none of a public archive.</param>
public sealed record ArchivedCommittee(
    string Draw,
    byte[] Gate,
    byte[] Supervisor,
    IReadOnlyList<int> Experts,
    IReadOnlyList<int> Buyers,
    IReadOnlyDictionary<int, string> Named
)
{
    /// <summary>The committee behind a file; null where it is no archive of a draw that has one.</summary>
    public static ArchivedCommittee? Find(ReadOnlySpan<byte> file) =>
        ExternalArchiveAudit.IsExternal(file) ? Imported(file) : Drawn(file);

    private static ArchivedCommittee? Drawn(ReadOnlySpan<byte> file)
    {
        var read = DrawArchiveCase.Read(file, null);
        if (
            !read.IsSettled
            || read.Policy is not { Roles: { Gate: { } gate, Supervisor: { } supervisor } } policy
            || read.Rounds is not [.., var last]
            || read.Draw?.Request is not { } request
        )
            return null;
        int[] buyers = [.. PersonSeat.Of(request).Select(s => s.Number)];
        return new(policy.Session, gate, supervisor, last.Seated, buyers, NamesOf(read.Named));
    }

    private static ArchivedCommittee? Imported(ReadOnlySpan<byte> file)
    {
        var read = ExternalArchiveCase.Read(file, null);
        if (read.Import is not { } import || read.Public.Any(e => e is DrawFailed))
            return null;
        var seats = PersonSeat.Of(import).ToLookup(s => s.IsBuyers, s => s.Number);
        return new(
            import.Request.Draw,
            import.Gate,
            import.Supervisor,
            [.. seats[false]],
            [.. seats[true]],
            NamesOf(read.Named)
        );
    }

    private static SortedDictionary<int, string> NamesOf(IEnumerable<DrawEvent> named)
    {
        var names = new SortedDictionary<int, string>();
        foreach (var happened in named)
            if (happened is SeatUnsealed drawn)
                names[drawn.Position] = drawn.Name;
            else if (happened is PersonNamed person)
                names[person.Number] = person.Name;
        return names;
    }
}
