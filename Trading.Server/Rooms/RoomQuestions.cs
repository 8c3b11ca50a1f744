using System.Collections.Concurrent;
using System.Collections.Immutable;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Server.Storage;

namespace Trading.Server.Rooms;

/// <summary>The words of questions and answers, which the state does not hold, out of the committee's stream.</summary>
public sealed class RoomQuestions(IEventLog log)
{
    private const int PageEvents = 256;
    private readonly ConcurrentDictionary<string, Read> known = new(StringComparer.Ordinal);

    /// <summary>What was asked of a bid, in order, with the answer's words where one has come.</summary>
    public async Task<IReadOnlyList<(QuestionAsked Asked, string Text, OwnAnswer? Answer)>> OfAsync(
        string room,
        string bid
    )
    {
        var read = await ReadAsync(room);
        return
        [
            .. read
                .Asked.Where(asked => asked.Bid == bid)
                .Select(asked =>
                    (
                        asked,
                        TextOf(asked.Act),
                        read.Answered.GetValueOrDefault(asked.Question) is { } answer
                            ? new OwnAnswer(answer.Yes, TextOf(answer.Act))
                            : null
                    )
                ),
        ];
    }

    private async Task<Read> ReadAsync(string room)
    {
        var stream = Names.SupervisedStream(room);
        var read = known.GetValueOrDefault(room, Read.Nothing);
        var before = read.Head;
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadAsync(stream, read.Head, PageEvents)).Count > 0;
            read = read with { Head = read.Head + page.Count }
        )
            foreach (var stored in page.Where(e => e.Type is nameof(QuestionAsked) or nameof(QuestionAnswered)))
                read = RoomCodec.Table.Decode(stored.Type, stored.Bytes) switch
                {
                    QuestionAsked e => read with { Asked = read.Asked.Add(e) },
                    QuestionAnswered e => read with { Answered = read.Answered.SetItem(e.Question, e) },
                    _ => read,
                };
        if (read.Head > before)
            known[room] = read;
        return read;
    }

    private static string TextOf(RoomSigned act) => RoomAct.TryParse(act.Statement, out var read) ? read.Text : "";

    private sealed record Read(
        long Head,
        ImmutableList<QuestionAsked> Asked,
        ImmutableDictionary<string, QuestionAnswered> Answered
    )
    {
        public static Read Nothing { get; } = new(0, [], ImmutableDictionary<string, QuestionAnswered>.Empty);
    }
}
