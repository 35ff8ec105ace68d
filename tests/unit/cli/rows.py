"""Rows that tests of the command line share."""

HEADER = "indicator,area,name,level,period,count,denominator\n"
GOOD = "infant-mortality,A2,Birch,county-unitary,2018,30,5000\n"
