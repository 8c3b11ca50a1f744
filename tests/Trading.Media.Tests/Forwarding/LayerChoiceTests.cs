using FsCheck;
using FsCheck.Fluent;
using Trading.Media.Forwarding;

namespace Trading.Media.Tests.Forwarding;

public class LayerChoiceTests
{
    [Fact]
    public void Up_after_two_quiet_seconds_at_first_and_one_layer_at_a_time()
    {
        var choice = new LayerChoice(0, 0);
        choice.Look(2, 2, 1_999);
        Assert.Equal(0, choice.Layer);
        choice.Look(2, 2, 2_000);
        Assert.Equal(1, choice.Layer);
        choice.Look(2, 2, 3_999);
        Assert.Equal(1, choice.Layer);
        choice.Look(2, 2, 4_000);
        Assert.Equal(2, choice.Layer);
    }

    [Fact]
    public void Down_at_once_and_a_try_that_failed_waits_longer()
    {
        var choice = new LayerChoice(0, 0);
        choice.Look(2, 2, 2_000);
        choice.Reported(LayerChoice.BadLoss, 4_000);
        Assert.Equal(0, choice.Layer);
        choice.Look(2, 2, 4_000 + 29_999);
        Assert.Equal(0, choice.Layer);
        choice.Look(2, 2, 4_000 + 30_000);
        Assert.Equal(1, choice.Layer);
        // What fails after a minute is another network, not a try.
        choice.Reported(LayerChoice.BadLoss, 110_000);
        choice.Look(2, 2, 124_999);
        Assert.Equal(0, choice.Layer);
        choice.Look(2, 2, 125_000);
        Assert.Equal(1, choice.Layer);
    }

    [Fact]
    public void Some_loss_counts_the_second_time_and_keeps_from_rising()
    {
        var choice = new LayerChoice(1, 0);
        choice.Reported(LayerChoice.SomeLoss, 1_000);
        Assert.Equal(1, choice.Layer);
        choice.Reported(0, 2_000);
        choice.Reported(LayerChoice.SomeLoss, 14_000);
        Assert.Equal(1, choice.Layer);
        choice.Look(2, 2, 15_999);
        Assert.Equal(1, choice.Layer);
        choice.Reported(LayerChoice.SomeLoss, 16_000);
        Assert.Equal(0, choice.Layer);
    }

    [Fact]
    public void An_estimate_without_room_takes_the_layer_that_fits()
    {
        var choice = new LayerChoice(2, 0);
        choice.Look(0, 2, 1);
        Assert.Equal(0, choice.Layer);
        choice.Look(0, 2, 60_000);
        Assert.Equal(0, choice.Layer);
        choice.Look(1, 2, 60_001);
        Assert.Equal(1, choice.Layer);
    }

    [Fact]
    public void It_never_leaves_what_there_is() =>
        Prop.ForAll<byte[]>(steps =>
            {
                var choice = new LayerChoice(0, 0);
                var now = 0L;
                foreach (var step in steps)
                {
                    now += step * 100;
                    choice.Reported((byte)(step * 3), now);
                    var (room, most) = (step % 4 - 1, step / 4 % 3);
                    choice.Look(Math.Max(0, room), most, now);
                    if (choice.Layer < 0 || choice.Layer > Math.Max(most, 0) || choice.Layer > Math.Max(0, room))
                        return false;
                }
                return true;
            })
            .QuickCheckThrowOnFailure();
}
