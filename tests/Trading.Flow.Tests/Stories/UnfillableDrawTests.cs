using System.Text;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>A committee that the pool cannot fill.</summary>
public class UnfillableDrawTests(ITestOutputHelper output) : OnDrawCentre(output)
{
    [Fact]
    public Task A_draw_that_cannot_be_filled_names_what_keeps_experts_out_and_no_person() =>
        TellAsync(async () =>
        {
            using var draw = await DrawHall.PrepareAsync(Centre.Platform, new DrawWish("K04", "丁楼四号门"));
            var failed = (await draw.EventsAsync()).OfType<DrawFailed>().Single();
            Assert.Equal(
                (DrawFailure.PoolShort, 0, DrawHall.Seats + 1, Planted.OfShortage.Count, Constraint.Speciality),
                (failed.Cause, failed.Group, failed.Needed, failed.Left, failed.Binding)
            );
            var archive = await draw.ArchiveAsync();
            draw.Passes(archive);
            draw.Passes(await draw.ArchiveAsync("supervisor"));
            foreach (var expert in Planted.OfShortage)
            foreach (var word in new[] { expert.Name, expert.Id, expert.Phone, expert.Number })
                Assert.True(archive.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) < 0, expert.Number);
            Assert.Empty(await draw.CallsAsync(Centre)); // nobody is rung for it
        });
}
