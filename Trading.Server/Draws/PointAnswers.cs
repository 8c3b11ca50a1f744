using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Trading.Server.Draws;

/// <summary>
/// What trustees answered to the points of draws. In memory alone: a lost answer is asked for again, and comes again
/// with the same bytes. Of each trustee one answer for each subject, so a trustee fills no memory.
/// </summary>
public sealed class PointAnswers
{
    private readonly ConcurrentDictionary<
        (string Draw, string Lot, string Subject),
        ConcurrentDictionary<int, byte[]>
    > answers = new();

    /// <summary>Keeps the answer of a trustee to a question that was asked.</summary>
    public void Put(string draw, string lot, byte[] subject, int trustee, byte[] answer) =>
        answers.GetOrAdd(KeyOf(draw, lot, subject), _ => new())[trustee] = answer;

    /// <summary>
    /// Answers by trustee's number, as they are at this moment: others come while somebody counts, sorts or copies.
    /// </summary>
    public IReadOnlyDictionary<int, byte[]> Of(string draw, string lot, byte[] subject) =>
        answers.TryGetValue(KeyOf(draw, lot, subject), out var known)
            ? known.ToArray().ToImmutableSortedDictionary()
            : ImmutableSortedDictionary<int, byte[]>.Empty;

    private static (string, string, string) KeyOf(string draw, string lot, byte[] subject) =>
        (draw, lot, Convert.ToHexString(subject));
}
