# -*- coding: utf-8 -*-
# Calibrate the sensors.
if __name__ == '__main__':
    print("ok")
