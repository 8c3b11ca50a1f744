Console.WriteLine("trading-loadtests");
