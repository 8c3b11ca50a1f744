using Trading.Evaluation.Audits;
using Trading.Evaluation.Requests;
using Trading.Streams.Archives;

namespace Trading.Evaluation.Tests.Archives;

/// <summary>Who sits after a draw, as its archive says it to a room. Source: docs/spec/report.md, V93.</summary>
public sealed class CommitteeTests
{
    [Fact]
    public void A_full_archive_tells_seats_offices_and_names()
    {
        var draw = PlayedDraws.Sent;
        var found = ArchivedCommittee.Find(new ArchivedDraw(draw).File())!;
        Assert.Equal(draw.Request.Draw, found.Draw);
        Assert.Equal(DrawnOf(draw).Seated.Order(), found.Experts.Order());
        Assert.Equal([PersonSeat.FirstBuyer, PersonSeat.FirstBuyer + 1], found.Buyers.Order());
        Assert.Equal(DrawnOf(draw).Facts.Policy.Roles.Gate, found.Gate);
        Assert.Equal(DrawnOf(draw).Facts.Policy.Roles.Supervisor, found.Supervisor);
        Assert.All(found.Experts, position => Assert.NotEmpty(found.Named[position]));
    }

    [Fact]
    public void Whoever_dropped_out_has_no_seat_and_a_public_archive_no_name()
    {
        var draw = PlayedDraws.Told;
        var found = ArchivedCommittee.Find(new ArchivedDraw(draw) { Kind = ArchiveKind.Public }.File())!;
        Assert.Equal(DrawnOf(draw).Seated.Order(), found.Experts.Order());
        Assert.Empty(found.Named);
    }

    private static Trading.Evaluation.Draws.Draw.Drawn DrawnOf(Draws.DecidedDraw draw) =>
        (Trading.Evaluation.Draws.Draw.Drawn)((Trading.Evaluation.Draws.Draw.Over)draw.State).Last;

    [Fact]
    public void A_draw_without_a_committee_has_none()
    {
        Assert.Null(ArchivedCommittee.Find(new ArchivedDraw(PlayedDraws.Short).File()));
        Assert.Null(ArchivedCommittee.Find(new ArchivedDraw(PlayedDraws.Open).File()));
        Assert.Null(ArchivedCommittee.Find([1, 2, 3]));
    }
}
