namespace Trading.Opening.Tests;

public class ConfirmationTests
{
    [Theory]
    [InlineData(true, true, false, RecordStanding.Confirmed)]
    [InlineData(false, true, false, RecordStanding.Confirmed)]
    [InlineData(true, false, false, RecordStanding.Unconfirmed)]
    [InlineData(true, false, true, RecordStanding.DeemedAccepted)]
    [InlineData(false, false, false, RecordStanding.DeemedAccepted)]
    [InlineData(false, false, true, RecordStanding.DeemedAccepted)]
    public void Who_confirms_has_confirmed_who_is_absent_accepts_and_who_is_silent_is_unconfirmed_unless_the_pack_says_otherwise(
        bool attended,
        bool confirmed,
        bool silenceAccepts,
        RecordStanding standing
    )
    {
        var bid = new OpenedBid("x", [], [], null, [], [], null, attended ? 1 : null, confirmed ? 2 : null);
        Assert.Equal(
            standing,
            Confirmation.Of(RulePacks.ProcurementGoods with { SilenceAccepts = silenceAccepts }, bid)
        );
    }
}
