using Trading.Evaluation.Draws;
using Trading.LoadTests;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>Who declines, or takes no call, is followed by the next position.</summary>
public class SubstituteDrawTests(ITestOutputHelper output) : OnDrawCentre(output)
{
    [Fact]
    public Task Whoever_declines_or_takes_no_call_is_followed_by_the_next() =>
        TellAsync(async () =>
        {
            using var draw = await DrawHall.PrepareAsync(Centre.Platform, new DrawWish("K03", "丙楼三号门"));
            await draw.DrawnAsync();
            using var telephones = new Telephones(Centre.Offices.Telephones);
            var declined = await AnswerAsync(draw, telephones, "decline", except: "");
            var silent = await AnswerAsync(draw, telephones, "silence", except: declined);
            // Nobody takes the second and the third call, either.
            for (var call = 2; call <= 3; call++)
                await AnswerAsync(draw, telephones, "silence", except: declined, number: silent, nth: call);

            var seated = await draw.SeatAllAsync(Centre, Planted.OfSubstitutes);
            Assert.DoesNotContain(seated, e => e.Phone == declined || e.Phone == silent);
            var counted = (await draw.EventsAsync()).OfType<NoticesCounted>().Last();
            Assert.Equal((1, 1, DrawHall.Seats), (counted.Declined, counted.Silent, counted.Confirmed));
            var steps = (await draw.ClosedAsync())!.OfType<PositionTold>().SelectMany(e => e.Steps).ToList();
            Assert.Equal(2, steps.Count);
            await draw.VerifiesAsync();
        });

    // Steers the first telephone that rings; gives its number.
    private static Task<string> AnswerAsync(
        DrawHall draw,
        Telephones telephones,
        string answer,
        string except,
        string? number = null,
        int nth = 1
    ) =>
        Until.SeenAsync(
            $"a telephone rings for {answer}",
            Centre.Platform.Patience(40),
            async () =>
            {
                var calls = await telephones.CallsAsync(draw.Place, default);
                var rings = calls
                    .Where(c => c.Number != except && (number is null || c.Number == number))
                    .Where(c => calls.Count(other => other.Number == c.Number) == nth)
                    .LastOrDefault(c => c.State == "ringing");
                return rings is not null && await telephones.AnswerAsync(rings, answer, default) ? rings.Number : null;
            }
        );
}
