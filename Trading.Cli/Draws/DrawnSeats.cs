using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;

namespace Trading.Cli;

/// <summary>The seating of a demonstration, with what became of each position that the walk passed.</summary>
internal sealed class DrawnSeats
{
    private readonly DrawRequest request;
    private readonly DrawWords words;
    private readonly Candidate[] candidates;
    private readonly int[] order;

    public DrawnSeats(DrawRequest request, Commitment commitment, byte[] value, DrawWords words)
    {
        (this.request, this.words) = (request, words);
        candidates = [.. commitment.Positions.Select(Candidate.Of)];
        order = Beacon.Order(Suite.P256, value, candidates.Length);
        First = Replay([]);
    }

    public SeatingOutcome First { get; }

    /// <summary>Groups as people count them, from 1.</summary>
    public static string GroupsOf(ushort groups) =>
        string.Join('+', Enumerable.Range(0, 16).Where(g => (groups >> g & 1) != 0).Select(g => g + 1));

    public SeatingOutcome Replay(int[] dropped) => Seating.Replay(request.Groups, candidates, order, dropped);

    /// <summary>The walk up to the last seat, a line for each position.</summary>
    public IEnumerable<string> Walk()
    {
        var seats = First.Steps.ToDictionary(s => s.Position, s => s.Group);
        var labels = new HashSet<string>(StringComparer.Ordinal);
        var taken = 0;
        foreach (var position in order)
        {
            if (taken == seats.Count && First.Shortage is null)
                yield break;
            var isSeated = seats.TryGetValue(position, out var group);
            yield return Tell(position, isSeated ? group : null, labels);
            if (!isSeated)
                continue;
            taken++;
            labels.Add(candidates[position].Label);
        }
    }

    private string Tell(int position, int? group, HashSet<string> labels)
    {
        var (groups, label) = (GroupsOf(candidates[position].Groups), candidates[position].Label);
        var outcome =
            group is { } seat ? words.Say($"sits, group {seat + 1}", $"就位，第 {seat + 1} 组")
            : labels.Contains(label) ? words.Say("the employer has a seat already", "同一单位已有人")
            : words.Say("no open seat for it", "没有适合的空席");
        return words.Say(
            $"   position {position} (groups {groups}, employer {label[..8]}…): {outcome}",
            $"   第 {position} 号位置（组别 {groups}，单位 {label[..8]}…）：{outcome}"
        );
    }
}
