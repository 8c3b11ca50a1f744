namespace Trading.Server;

/// <summary>The first segments that the router of Trading.Web knows; a new one is entered here.</summary>
internal static class PageRoutes
{
    public static readonly string[] All =
    [
        "/",
        "/hall/{**rest}",
        "/screen/{**rest}",
        "/bid/{**rest}",
        "/host/{**rest}",
        "/sign-in/{**rest}",
        "/people/{**rest}",
        "/score/{**rest}",
        "/criteria/{**rest}",
        "/mine/{**rest}",
        "/check/{**rest}",
        "/notice/{**rest}",
        "/draws/{**rest}",
        "/rooms/{**rest}",
        "/help/{**rest}",
    ];
}
